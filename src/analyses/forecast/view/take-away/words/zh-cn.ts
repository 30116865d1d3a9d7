import type { Translation } from '../../../../../i18n/messages.ts';
import type { en } from './en.ts';

export const zhCn = {
  'away.open': '带走模型',
  'away.model': '训练好的网络',
  'away.model-why':
    '凭它可以在这里或别处重新得到同样的预测，无需训练。文件不含任何数据行，但网络学到的内容可能透露其中的一些信息。',
  'away.which': '网络',
  'away.save-model': '保存模型',
  'away.model-use': '可像文件一样在本页打开，用于同类的新数据。附有一页说明，写明它适合什么。',
  'away.save-onnx': '保存为 ONNX',
  'away.onnx-use': '供其他程序使用：输入最近 {count} 个值，输出预测，单位与数据相同。',
  'away.no-onnx': '该网络没有 ONNX 文件；LSTM、GRU、RNN、Transformer、PatchTST 和 NLinear 有。',
  'away.none': '此次运行没有训练网络。',
  'away.beside':
    '此次运行的网络除数值外还读取了其他列或日历信息。这些列如何缩放、哪些可预知，取决于本文件，这里提供的格式无法表达；如要带走网络，请在不使用这些列的情况下重新预测。',
  'away.earlier': '此次运行的网络训练时，本页尚未保存其权重。请重新运行。',
  'away.pretrained': '预训练网络',
  'away.pretrained-use':
    '供其他程序使用，读取历史的全部处理都在文件内：输入原始数值，输出预测及其分位数。此文件适用于季节长度 {season}、向前 {horizon} 步，文件内有说明；其他设置请另存。',
  'away.pretrained-about':
    'Dropcast 在合成序列上预训练的网络。输入 `values`，double [N, history]，原始数值，最早的在前；输出 `forecast`，double [N, {horizon}]，以及 `quantiles`。季节长度 {season}。',
  'away.two-ways': '对于三周以上的小时或更短间隔的数据，网络会分别按日和按周读取，再以试验加权，ONNX 文件无法做到。',
  'away.failed': '未能写入文件。',

  'away.shops': '与其他门店共同训练',
  'away.shops-hint': '同一个网络，不交换任何数据行',

  'shrink.title': '更小的权重',
  'shrink.hint': '供专家使用：更少的位数，或更少的权重',
  'shrink.why':
    '用三个种子各重新训练一次网络，只用到检验开始之前的数据，再以更小的权重检验。代价超过换一个种子的做法会被拒绝。权重在使用前都会解开，因此体积变小并不会更快。',
  'shrink.start': '试一试',
  'shrink.running': '正在训练和检验：{share}',
  'shrink.stop': '停止',
  'shrink.failed': '没有结果：检验中没有可比较的数据。',
  'shrink.noise': '换一个种子，误差变化 {noise}（三次的标准差）。',
  'shrink.way': '权重',
  'shrink.size': '大小',
  'shrink.packed': '压缩后',
  'shrink.time': '一次检验',
  'shrink.error': '误差',
  'shrink.change': '变化',
  'shrink.way.f32': '32 位，即训练所得',
  'shrink.way.f16': '16 位',
  'shrink.way.int8': '8 位',
  'shrink.way.pruned-50': '一半置零',
  'shrink.way.pruned-80': '五分之四置零',
  'shrink.save': '保存',
  'shrink.save-way': '保存模型：{way}',
  'shrink.refused': '拒绝：比换一个种子更差',

  'away.python': '在 Python 中重复运行',
  'away.python-why':
    '一个脚本，读取同一文件，用 statsforecast 及其姊妹库重复此次运行：可在单机上，数据大到浏览器放不下时也可在 Spark、Ray 或 Dask 上。它会自行核对读取结果是否与本页一致。',
  'away.save-python': '保存脚本',
  'away.left-out': '那里没有对应的模型，因此略去：{models}。',
  'away.repaired': '该文件的形式在 Python 中读法不同：请把页面上方保存的修补后数据交给脚本。',

  'deployed.note': '由 {day} 保存的 {model} 预测，它是从 {data} 学习的。此次运行没有进行训练。',
  'deployed.column': '它学习的是列 {learnt}，此处预测的是列 {found}。',
  'deployed.seen': '它学习时已见过此次检验的一部分，检验结果因此偏乐观；要看它的真实水平，请看 {last} 之后的数据。',
  'deployed.scaled': '这些数值的大小与它学习时不同，已重新缩放。',

  'card.title': '{model}：{target}',
  'card.what': '这是什么',
  'card.what-text':
    '一个训练好的网络：{model}，{weights}。它读取序列最近 {lookBack} 个值，一次给出之后 {horizon} 个值。',
  'card.members': '由 {count} 个不同种子的网络组成，取其预测的平均。',
  'card.learnt': '从什么学习',
  'card.learnt-text': '文件 {data}，列 {target}：{points}，{rhythm}，从 {first} 到 {last}。',
  'card.series': '序列 {series}，由列 {ids} 区分。',
  'card.error': '误差有多大',
  'card.error-text': '在它没有见过的数据上检验，平均误差为 {mae}，是季节性朴素法（重复上一季节）误差的 {ratio} 倍。',
  'card.better': '在该数据上优于朴素法。',
  'card.worse': '并不优于朴素法：直接重复上一季节也能做到。',
  'card.error-none': '保存的内容不含与季节性朴素法对照的检验结果。使用前请先检验。',
  'card.error-after':
    '以上是检验时的误差。所保存的是作出预测的权重：除非运行被提前停止，它们在检验之后大多又学习过，本身并未检验；若经压缩，误差可能更大。',
  'card.error-shops':
    '检验用的是 {data} 的末段，该店没有让模型学习这一段：所保存的就是经过检验的权重。在其他门店数据上的误差未在此检验；若经压缩，误差可能更大。',
  'card.not': '不适合什么',
  'card.not-rhythm': '频率不是 {rhythm} 的数据，或与所学数据不同类的数据。',
  'card.not-shorter': '少于 {lookBack} 个值的序列。',
  'card.not-new': '与所见不同的时期：新的价格、关店、疫情。',
  'card.not-cause': '解释原因，或推断改变某个因素会怎样。',
  'card.not-alone': '单独作决定：请始终与季节性朴素法对照，误差变大时重新训练。',
  'card.use': '如何使用',
  'card.use-page': '在原来的页面打开此压缩包，再打开一个同类文件。',
  'card.use-weights': 'model.safetensors 含权重；其元数据中的 config 含设置、缩放（中心与离散度）、列和本说明。',
  'card.use-onnx':
    'ONNX：输入 `values`，double [N, {lookBack}]，原始数值，最早的在前；输出 `forecast`，double [N, {horizon}]。',
  'card.use-quantiles': '输出 `quantiles`，double [N, {horizon}, {levels}]：{list}。',
  'card.privacy': '不含数据行，但含文件、序列和列的名称；权重也可能透露所学数据的一些信息。',
} as const satisfies Translation<typeof en, 'zh-CN'>;
