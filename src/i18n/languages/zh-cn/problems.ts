import type { Translation } from '../../messages.ts';
import type { problems as english } from '../en/problems.ts';

export const problems = {
  'problem.empty-file': '{name} 是空文件。请连同数据行重新导出，再拖到这里。',
  'problem.header-only': '{name} 只有标题，下面没有数据行。请连同数据一起导出。',
  'problem.binary-file': '{name} 不是表格，而是{looksLike}。请将数据另存为 .xlsx 或 CSV 后再拖入。',
  'problem.not-a-table': '{name} 看起来不是表格。请将数据按行与单元格排在标题行之下，另存为 .xlsx 或 CSV 后再拖入。',
  'problem.one-column': '{name} 只有“{column}”一列，而且不含数字。请加入要预测的数值列。',
  'problem.no-number-column':
    '没有可预测的数值列。现有各列：{columns}。如果其中某一列应为数值，请在“数据”中指定该列的类型，或换一种小数点。',
  'problem.file-unreadable': '无法读取 {name}：{reason}。请重新选择该文件。',
  'unreadable.gone': '文件已不在原处',
  'unreadable.changed': '选择之后文件被修改或占用',
  'unreadable.not-allowed': '浏览器无权读取',
  'unreadable.too-large': '文件过大',
  'refusal.old-workbook':
    '{name} 是 Excel 97-2003 工作簿（.xls）。请用 Excel 或 LibreOffice 打开，另存为 .xlsx 后再拖入。',
  'refusal.binary-workbook': '{name} 是二进制工作簿（.xlsb）。请用 Excel 打开，另存为 .xlsx 后再拖入。',
  'refusal.numbers-document':
    '{name} 是 Apple Numbers 文稿。请在 Numbers 中选择“文件”>“导出为”>“CSV”，再拖入导出的文件。',
  'refusal.encrypted': '{name} 受密码保护。请另存一份不带密码的副本后再拖入。',
  'refusal.damaged': '{name} 已损坏：{reason}。请重新保存或下载后再拖入。',
  'damage.cut-short': '文件不完整，提前结束',
  'damage.no-directory': '文件结尾缺失',
  'damage.bad-bytes': '压缩内容无法解开',
  'damage.bad-workbook': '工作表无法读取',
  'damage.bad-parquet': '数据列无法读取',
  'refusal.too-large-to-hold':
    '{name} 有 {bytes}，这类文件须整体读入，上限为 {limit}。请另存为可分段读取的 CSV，或减少记录数。',
  'refusal.too-many-cells':
    '{name} 的工作表范围超过 {limit} 个单元格，其中大多为空。请删除表格以外的行和列，或将其另存为 CSV。',
  'refusal.inflates-too-much': '{name} 解压后为 {bytes}，超过上限 {limit}。请只将需要的工作表或行另存为 CSV。',
  'refusal.inflates-too-much.growth':
    '{name} 解压后超过原大小的 {growth} 倍，数据表不会如此，因此解压到 {bytes} 时已停止。请只将需要的行另存为 CSV。',
  'refusal.several-files': '{name} 中有多个文件：{names}。请解压后拖入其中一个。',
  'refusal.several-files.more': '{names}……',
  'refusal.nothing-inside': '{name} 中没有文件。请重新压缩数据，或直接拖入未压缩的文件。',
  'refusal.unknown-packing': '{name} 的压缩方式无法在此读取。请解压后拖入其中的文件。',
  'refusal.no-records': '{name} 中没有记录列表。请将数据存为每行一个对象的 JSON 列表，或存为 CSV。',
  'refusal.too-large': '{name} 大小为 {bytes}，约 {rows} 行，本浏览器约能容纳 {rowsThatFit} 行。可只读取其中一部分：',
  'problem.target-empty': '“{column}”列是空的。请另选要预测的数值。',
  'problem.values-too-large': '“{column}”列的数值超过 1e150，大到无法计算。请换用更大的单位，或另选要预测的数值。',
  'problem.target-not-numeric': '“{column}”列不是数值。请另选要预测的数值。',
  'problem.too-few-values': '只有 {count} 个值，而预测至少需要 {needed} 个。请使用更长的序列，或另选一列。',
  'problem.constant-series': '“{column}”的每个值都是 {value}：没有可学习的内容，预测就是 {value}。请另选要预测的数值。',
  'problem.irregular-dates':
    '“{column}”列的日期没有规律：{share} 的间隔不一致，例如 {example} 处。可以按时段汇总、改选时间列，或按行编号。',
  'problem.irregular-dates.rows':
    '“{column}”列的日期没有规律：{share} 的间隔不一致。最先打破规律的行：{rows}。可以按时段汇总、改选时间列，或按行编号。',
  'problem.too-many-gaps':
    '缺失过多：按{rhythm}读取，{length} 个点中有 {gaps} 个不在文件里。可以按更长的时段汇总、改选时间列，或按行编号。',
  'problem.series-too-short': '序列只有 {length}；回看长度 {lookBack} 与预测期 {horizon} 需要 {needed}。',
  'problem.series-too-short.remedy': '较短的设置可行：',
  'problem.series-too-short.never': '对任何设置都太短：请加入更多历史数据。',
  'problem.setting-out-of-range': '{setting}须在 {low} 与 {high} 之间。',
  'problem.setting-out-of-range.whole': '{setting}须为 {low} 与 {high} 之间的整数。',
  'problem.heads-do-not-divide': '注意力头数（{heads}）须能整除隐藏层宽度（{hiddenSize}）。',
  'problem.no-model': '请至少选择一个模型。',
  'problem.test-given-twice': '留出集（{testSteps}）与预测起点个数（{origins}）都规定了测试多少，请留空其中一个。',
  'problem.too-many-origins': { other: '按这些设置只能容纳 {count} 个预测起点，而不是 {origins} 个。' },
  'problem.window-too-short': '窗口 {windowSteps} 太短，按这些设置学习至少需要 {needed}。',
  'problem.window-too-long':
    '窗口 {windowSteps} 无法滑动：留出集之前只有 {most} 个点。请缩短窗口，或学习此前的全部数据。',
  'problem.internal': 'Dropcast 内部出错：{message}。数据仍在，请重试。',
  'problem.worker-died': '后台线程已停止（{message}），可能是内存不足。数据仍在，请重试。',
  'problem.worker-died.no-data': '后台线程已停止（{message}），可能是内存不足。请重试。',
  'problem.internal.no-data': 'Dropcast 内部出错：{message}。请重试。',
  'problem.sample-unreachable': '无法载入示例“{name}”。请检查网络连接后重试。',
  'problem.project.damaged': '{name} 是项目文件，但已损坏或不完整。请在原处重新保存。',
  'problem.project.newer': '{name} 由本页的更新版本保存。请重新载入页面，或请管理员更新。',
  'problem.project.too-large': '{name} 解压后超出本页可处理的大小。',
  'problem.project.no-project': '{name} 不是本页的项目文件。',
  'problem.model-file.damaged':
    '{name} 应含训练好的网络，但已损坏、不完整，或不是本页写出的文件。请在原处重新保存模型。',
  'problem.model-file.newer': '{name} 由本页的更新版本保存。请重新载入页面，或请管理员更新。',
  'problem.model-file.too-large': '{name} 超出本页可接受的模型大小。',
  'problem.model-file.no-model': '{name} 不含本页训练的网络。',
  'problem.model-file.round':
    '{name} 属于多家门店共同训练的网络。请先预测自己的数据，再在“带走模型”中的“与其他门店共同训练”里打开它。',
  'problem.model-rhythm':
    '该网络所学的数据是 {learnt}，而当前数据是 {found}，用它预测没有意义。请打开同样频率的文件，或在当前数据上重新训练。',
  'problem.model-too-short':
    '{length} 对该网络来说太少：它要回看 {lookBack} 期、预测 {horizon} 期，还需留一段用于检验。请打开更长的文件，或训练较小的网络。',
  'problem.nothing-pasted': '粘贴的内容中没有文本。请在电子表格中复制单元格后再粘贴。',

  'looks-like.image': '一幅图像',
  'looks-like.pdf': '一个 PDF',
  'looks-like.excel': '一个 Excel 工作簿',
  'looks-like.archive': '一个压缩包',
  'looks-like.binary': '二进制数据',
} as const satisfies Translation<typeof english, 'zh-CN'>;
