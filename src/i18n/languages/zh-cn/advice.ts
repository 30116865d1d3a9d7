import type { Translation } from '../../messages.ts';
import type { advice as english } from '../en/advice.ts';

export const advice = {
  'advice.few-windows': '按此回看长度与预测期，历史中只有 {count} 个窗口，而网络一批就要学习 {wanted} 个。',
  'advice.few-validation-windows': '只有一个窗口用来判断何时停止训练，难免受偶然影响。',
  'advice.many-weights': '要用 {points} 个点学习 {weights} 个权重，很可能过拟合。',
  'advice.few-corrections': '总共只修正 {count} 次，学不到多少东西。',
  'advice.season-out-of-sight': '回看 {lookBack} 步，看不到长度为 {season} 的完整周期。',
  'advice.few-pieces': '回看 {lookBack} 步按每段 {patch} 个值切分只得 {count} 段，没有先后顺序可学。',
  'advice.short-look-back': '回看 {lookBack} 步，还不到它合并读取的 {wanted} 个点。',
  'advice.few-seasons': '测试之前只有 {seasons} 个周期可学，至少需要 {wanted} 个。',
  'advice.no-season': '没有季节性可供它学习。',
  'advice.long-season': '周期长度 {season} 对它来说太长，最多 {most}。',
  'advice.no-zeros': '它适合经常为零的需求，而这里 {length} 个点中只有 {zeros} 个为零。',
  'advice.not-positive': '零和负值没有对数，因此它的结果与 ETS 相同。',
  'advice.use.lookBackSteps': '改为回看 {value} 步',
  'advice.use.horizonSteps': '改为预测 {value} 步',
  'advice.use.testSteps': '只用最后 {value} 个点测试',
  'advice.use.hiddenSize': '改用 {value} 个单元',
  'advice.use.epochs': '改为训练 {value} 轮',
  'advice.use.patchLength': '改为每段 {value} 个值',
  'advice.use.model': '改用 {model}',
  'advice.in-results': '数据不足以支持的模型',
} as const satisfies Translation<typeof english, 'zh-CN'>;
