import type { Translation } from '../../../../i18n/messages.ts';
import type { en } from './en.ts';

export const zhCn = {
  'why.of': '关于',
  'why.section.number': '为什么是这个数',
  'why.section.number.why': '预测与之前同期相比，差别从何而来',
  'why.section.scenarios': '假设分析',
  'why.section.scenarios.why': '换一个价格、促销或节假日，结果会怎样',
} as const satisfies Translation<typeof en, 'zh-CN'>;
