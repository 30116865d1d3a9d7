import type { Translation } from '../../../../../i18n/messages.ts';
import type { en } from './en.ts';

export const zhCn = {
  'brought.title': '别人发给您的预测',
  'brought.head': '{name}：未来 {span}',
  'brought.by': '由 {by} 于 {day} 在别处用 {model} 作出。',
  'brought.by-nobody': '于 {day} 在别处用 {model} 作出。',
  'brought.ratio': '在当时的检验中，其误差是直接重复上一季节的 {ratio} 倍。',
  'brought.trust': '以上内容全部来自链接，本页无从核实；写链接的人可以写入任何数字。',
  'brought.past': '链接还带有数据的最近 {count} 个值。',
  'brought.no-past': '链接不含任何数据。',
  'brought.go-on': '拖入文件即可继续：链接中的设置会用于该文件。',
  'brought.go-on-sample': '这是一个示例的预测，可按链接中的设置打开该示例。',
  'brought.open-sample': '打开示例',
  'brought.plot': '{name} 的预测，从 {first} 到 {last}',
  'brought.numbers': '具体数值',
  'brought.time': '时间',
  'brought.forecast': '预测',
  'brought.low': '{level} 下限',
  'brought.high': '{level} 上限',
  'brought.close': '关闭',
} as const satisfies Translation<typeof en, 'zh-CN'>;
