import type { Translation } from '../../../../i18n/messages.ts';
import type { en } from './en.ts';

export const zhCn = {
  'data.holds': '{rows}、{columns}，{size}。',
  'data.columns': { other: '{count} 列' },
  'data.series.none': '没有数值列，因此不含可预测的序列。',
  'data.series.none.why': '序列需要一列数值。如果某列本是数值却被识别为文本，请在上方把它的类型改为数值。',
  'data.series.one': '一条序列“{series}”：{length}，从 {from} 到 {to}。',
  'data.series.several': { other: '共 {count} 条序列（{rhythm}），从 {from} 到 {to}。' },
  'data.series.choose': '选择一条序列即可进行预测。',
  'data.read-as': '读取方式：',
  'data.columns.title': '列',
  'data.columns.why': '如果识别有误，请在此更正，文件会立即重新读取。',
  'data.columns.all': '显示全部 {count} 列',
  'data.column': '列名',
  'data.column.kind': '类型',
  'data.column.role': '用途',
  'data.column.values': '取值概览',
  'data.plot.number': '数值的分布：{low} 到 {high} 之间最多，共 {count} 个。',
  'data.plot.value': '数值的分布：{low} 最多，共 {count} 行。',
  'data.plot.date': '行数随时间的分布：{low} 到 {high} 最多，共 {count} 行。',
  'data.plot.period': '行数随时间的分布：{low} 最多，共 {count} 行。',
  'data.mean': '平均 {mean}',
  'data.repairs': '序列的修补',
  'data.repairs.none': '各序列均无需修补。',
  'data.repairs.in': { other: '涉及 {count} 条序列' },
  'data.rows': '查看读取后的各行',
} as const satisfies Translation<typeof en, 'zh-CN'>;
