import type { Translation } from '../../../../../i18n/messages.ts';
import type { en } from './en.ts';

export const zhCn = {
  'shops.why':
    '每家门店用自己的数据训练同一个网络，只交出一个权重文件；由一个人把这些文件平均，再发回下一回合，通常做三到五个回合。没有服务器，文件怎么传递由你们决定。',

  'shops.safe': '这能保护什么，不能保护什么',
  'shops.safe.rows':
    '没有任何数据行离开这台电脑：文件中只有权重、学习所用的窗口数、两个误差，以及您自己填写的门店名称。',
  'shops.safe.scale': '销售额的大小也留在本地：每家门店各自缩放数值，误差只以季节性朴素法为参照。',
  'shops.safe.weights': '权重可能透露所学数据的一些信息，并不是匿名的。',
  'shops.safe.averager': '负责平均的人能看到每家门店的权重，请交给你们信任的人。',
  'shops.safe.two': '只有两家门店时，任何一家都能用平均值和自己的权重算出对方的权重。门店越多，各家越不易被看出。',
  'shops.safe.spoil': '没有人核对门店交回的内容：疏忽或恶意的一家可能毁掉所有人的网络。请逐回合对照误差。',

  'shops.begin-why':
    '由一家门店开始：生成初始权重，保存第 1 回合的文件，发给所有门店。所有门店都采用它此次运行的设置：回看多远、预测多远，以及从一条序列还是从整个文件学习。',
  'shops.network': '网络',
  'shops.rounds': '回合数',
  'shops.epochs': '每回合训练轮数',
  'shops.begin-save': '保存第 1 回合',
  'shops.open-why': '或者打开收到的文件：一个回合文件，或各门店交回的全部文件。',
  'shops.open': '打开文件',
  'shops.open-more': '再打开文件',
  'shops.drop': '也可以把文件拖到这里。',
  'shops.leave': '重新开始',

  'shops.round': '第 {round} 回合，共 {rounds} 回合',
  'shops.over': '{count} 个回合已全部结束',
  'shops.about': '{model}：输入最近 {lookBack} 个值，输出之后 {horizon} 个值；{rhythm}。',
  'shops.average-of': '{count} 家门店的平均：',
  'shops.shop': '门店',
  'shops.windows': '窗口数',
  'shops.before': '之前误差',
  'shops.after': '之后误差',
  'shops.errors-why':
    '误差由各门店在自己检验段之前最新的窗口上测得，以季节性朴素法的误差为 1：低于 1 表示优于重复上一季节。',

  'shops.label': '您的门店名称（其他门店会看到）',
  'shops.learn': '用当前数据学习',
  'shops.learn-again': '重新学习',
  'shops.learning': '正在学习：{share}',
  'shops.stop': '停止',
  'shops.name-first': '请先填写门店名称。',
  'shops.learnt':
    '已从 {windows} 学习。在您最新的窗口上，误差之前为 {before}，之后为 {after}（以季节性朴素法的误差为 1）。',
  'shops.learnt-unmeasured': '已从 {windows} 学习。误差无法与季节性朴素法比较。',
  'shops.test-kept': '您的检验段没有参与学习，因此可以用来评判结果。',
  'shops.norm': '所学更新的范数为 {norm}。',
  'shops.noise-costs': '已限制在 {clip} 以内，所加噪声的范数约为 {noise}。',
  'shops.save': '保存，交给其他门店',
  'shops.save-why': '请把此文件交给负责平均的人。',

  'shops.hide': '用噪声进一步隐藏',
  'shops.hide-hint': '供专家使用；默认关闭',
  'shops.hide-on': '限制更新的范数，并加入噪声',
  'shops.hide-why':
    '写入文件之前，先把本店所学的更新限制在一个范数之内，再给每个权重加上高斯噪声。噪声由本店自己加入，因此不必信任任何人，但需要的噪声也大得多。门店很少时，学到的内容可能所剩无几：请看之后的误差。此时误差不会告诉其他门店，窗口数仍会。',
  'shops.clip': '范数',
  'shops.multiplier': '噪声（范数的倍数）',
  'shops.epsilon':
    '这样的 {count} 个回合合计：delta 为 {delta} 时 epsilon 为 {epsilon}。低于 1 保护很强，高于 10 则意义不大。',
  'shops.epsilon-none': '没有噪声就没有 epsilon：只限制范数起不到保护作用。',

  'shops.brought': '第 {round} 回合交回的文件（共 {rounds} 回合）',
  'shops.average': '平均并保存第 {round} 回合',
  'shops.average-last': '平均并保存结果',
  'shops.averaged': '文件已保存：请发给所有门店；本店可在下方继续。',
  'shops.one': '一个文件无法平均：至少要有两家门店参与。',
  'shops.two': '只有两家门店：任何一家都能从平均值算出对方的权重。',
  'shops.hidden': '以噪声隐藏',
  'shops.left-out': '未计入：',
  'shops.file.damaged': '{name} 已损坏、不完整，或不是本页写出的文件。',
  'shops.file.newer': '{name} 由本页的更新版本保存。',
  'shops.file.too-large': '{name} 超出本页可接受的大小。',
  'shops.file.no-round': '{name} 不是共同训练的文件。',
  'shops.file.not-finite': '{name} 中的权重不是数字：那次训练失败了。',
  'shops.file.second-round': '{name} 是一个回合文件，而另一个已打开。请只打开一个。',
  'shops.file.other-training': '{name} 属于另一次共同训练。',
  'shops.file.other-round': '{name} 属于第 {found} 回合，而其余文件属于第 {wanted} 回合。',
  'shops.file.other-network': '{name} 的网络或设置与其余文件不同。',
  'shops.file.other-weights': '{name} 开始时的权重与其余文件不同。',
  'shops.file.twice': '{name} 所属的门店已经在内（{label}，见 {first}）。',
  'shops.file.too-many': '{name} 超出本页可平均的文件数。',

  'shops.use': '用它在此预测',
  'shops.use-why':
    '最后几层会按当前数据调整，并留在本地，即您自己的输出层；只有在您最新的窗口上更好时才采用。随后作出预测并检验。用“保存模型”可以保留它。',
  'shops.data': '{data}，以及另外 {count} 家门店',

  'shops.failed.diverged': '训练未能收敛，误差无限增大。请用更小的学习率重新开始。',
  'shops.failed.other-network': '这些权重不属于该网络，文件可能被改动过。',
  'shops.failed.cancelled': '已停止。',
  'shops.failed.worker': '没有结果：工作线程停止了，可能是内存不足。请再试一次。',
} as const satisfies Translation<typeof en, 'zh-CN'>;
