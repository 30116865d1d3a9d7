import type { Translation } from '../../messages.ts';
import type { charts as english } from '../en/charts.ts';

export const charts = {
  'chart.label': '{target} 的图表',
  'chart.actual': '实际值',
  'chart.train': '训练',
  'chart.validation': '验证',
  'chart.test': '留出集',
  'chart.forecast': '预测',
  'chart.first-look':
    '初步预测：来自一个通晓各类序列、但尚未从您的数据中学习的模型。点击“开始预测”，在您的数据上比较各模型。',
  'chart.range': '范围',
  'chart.range.all': '全部',
  'chart.range.test': '留出集',
  'chart.range.recent': '近期',
  'chart.models': '曲线',
  'chart.more-lines': '更多曲线',
  'chart.lines-full': '最多同时显示 {count} 条曲线才能分清：关闭一条即可显示另一条。',
  'chart.interval': '{level} 区间',
  'chart.bands': '{model} 的 {levels} 区间',
  'chart.cursor': '时间点',
  'chart.mark': '{what}（{count}）',
  'chart.mark.filled': '补上的点',
  'chart.mark.duplicates': '合并的点',
  'chart.mark.leading-zeros': '开头的零',
  'chart.mark.trailing-partial': '未满的时段',
  'chart.mark.outliers': '异常值',
  'chart.note.duplicates': '由多行合并',
  'chart.note.leading-zeros': '首个数值之前的零',
  'chart.note.trailing-partial': '与未满的时段相邻',
  'chart.note.outliers': '异常值，未改动',
  'chart.filled': '补上的值，文件中没有',
} as const satisfies Translation<typeof english, 'zh-CN'>;
