import type { Translation } from '../../messages.ts';
import type { start as english } from '../en/start.ts';

export const start = {
  'start.headline': '拖入表格，获得可信的预测。',
  'start.lead':
    '一个预先训练好的网络、久经考验的统计模型，以及按需当场训练的神经网络，都直接在浏览器中预测您的序列。每个模型都在从未见过的数据上接受检验，并与“照搬上一个周期”的简单做法比较；如果输了，页面会如实告知。',
  'start.drop': '将表格文件拖到页面任意位置',
  'start.formats':
    'CSV 等文本表格、Excel（.xlsx、.xlsm）、OpenDocument（.ods）、JSON 记录或 Parquet，也可以是 .gz 或 .zip 压缩文件。',
  'start.drop-now': '松开即可读取',
  'start.choose-file': '选择文件',
  'start.paste': '或在此粘贴单元格',
  'start.paste-hint': '在电子表格中连同标题行一起复制，然后粘贴到这里。',
  'start.read-pasted': '读取',
  'start.pasted-name': '粘贴的单元格',
  'start.no-samples': '本页自带的示例数据未能加载；您自己的文件可照常打开。',
  'start.samples': '或从真实数据开始',
  'start.source': '来源',
  'start.other-data': '打开其他数据',
  'start.still-open': '{name} 仍处于打开状态。',
  'start.back': '返回数据',

  'sample.air-passengers.title': '航空旅客',
  'sample.air-passengers.text': '1949 至 1960 年每月国际航空旅客人数，教科书中的经典序列。',
  'sample.flights-daily.title': '每日航班',
  'sample.flights-daily.text': '美国大型航空公司 2001 年上半年每天的起飞航班数。',
  'sample.flights-hourly.title': '每小时航班',
  'sample.flights-hourly.text': '同样的航班按小时统计：白天繁忙，夜间稀少。',
  'sample.co2-weekly.title': '二氧化碳',
  'sample.co2-weekly.text': '莫纳罗亚山每周大气 CO₂ 浓度：稳步上升，并随季节起伏。',
  'sample.rhythm.hourly': '每小时',
  'sample.rhythm.daily': '每日',
  'sample.rhythm.weekly': '每周',
  'sample.rhythm.monthly': '每月',
} as const satisfies Translation<typeof english, 'zh-CN'>;
