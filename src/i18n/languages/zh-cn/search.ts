import type { Translation } from '../../messages.ts';
import type { search as english } from '../en/search.ts';

export const search = {
  'search.title': '搜索网络设置',
  'search.why': '用留出集之前的历史尝试各种网络：多数只粗略试，最好的才完整试。在您预测之前，留出集始终不会被看到。',
  'search.minutes': '搜索多久',
  'search.minutes.why': '时间越长，尝试越多。随时停止，都会保留目前最好的。',
  'search.minutes.count': { other: '{count} 分钟' },
  'search.start': '开始搜索',
  'search.cancel': '停止并保留最好的',
  'search.cancelling': '正在停止…',
  'search.left': '还剩 {duration}，已尝试 {count} 组',
  'search.found':
    '找到了：换一组设置的 {model}，在留出集之前的最后 {points}上，误差比原先最好的低 {gain}。从许多尝试中选出的难免有运气成分，点数越少越是如此：是否真的更好，要看留出集。',
  'search.found-none': '所有尝试都没有胜过现有设置的 {model}。',
  'search.found-naive': '所有尝试都没有胜过简单照搬上一个周期。',
  'search.nothing-tried': '时间太短，还来不及尝试别的设置。',
  'search.too-short':
    '留出集之前的历史太短，无法再次划分：只有 {length} 个点，需要 {needed} 个。缩短回看长度或预测期即可减少所需。',
  'search.use': '采用这组设置',
  'search.use-this': '采用',
  'search.used': '已采用。点击“开始预测”或“重新预测”，看看它在留出集的表现。',
  'search.trials': '搜索尝试过的设置',
  'search.trials.why':
    '误差均在留出集之前的历史上测得。“完整”指训练全部轮数，并从多个预测起点重新拟合；“粗略”只用九分之一的轮数，“较久”用三分之一，每次只有最好的三分之一继续。',
  'search.augmented': '是',
  'search.not-augmented': '否',
  'search.effort': '尝试程度',
  'search.effort.brief': '粗略',
  'search.effort.longer': '较久',
  'search.effort.full': '完整',
  'search.status': '状态',
  'search.status.waiting': '等待',
  'search.learning': '学习中，{share}',
  'search.status.scored': '仍在比较',
  'search.status.dropped': '已淘汰',
  'search.status.failed': '无结果',
  'search.status.cut-short': '被中断',
  'search.kind.current': '现有设置',
  'search.kind.naive': '基准',
} as const satisfies Translation<typeof english, 'zh-CN'>;
