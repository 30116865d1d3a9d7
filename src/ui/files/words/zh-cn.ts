import type { Translation } from '../../../i18n/messages.ts';
import type { en } from './en.ts';

export const zhCn = {
  'files.project': '项目文件',
  'files.project-why': '将当前文件的设置、列的角色和结果存为一个文件，便于换一台电脑或日后继续。',
  'files.with-data': '包含 {name} 的数据（{bytes}）',
  'files.save-project': '保存项目',
  'files.not-saved': '未能写入项目文件。',
  'files.share': '链接',
  'files.share-why': '链接带有设置、模型、预测期、列的角色和语言；打开链接的人自行选择文件。',
  'files.share-result': '附上 {name} 的预测：{count} 个数字及其名称、模型和误差，无需文件即可查看',
  'files.share-past': '并附上数据：预测之前的最近 {count} 个值',
  'files.share-by': '发送人（可不填）',
  'files.share-disk': '本页是从磁盘打开的：只有该文件位于相同位置时，链接才能打开。',
  'files.share-copy': '复制链接',
  'files.share-copied': '已复制。',
  'files.share-not-copied': '请从这里复制。',
  'files.share-carries.none': '不含任何数据。',
  'files.share-carries.result': '含预测，不含数据。',
  'files.share-carries.past': '含预测和数据的最近几个值：拿到链接的人就拿到了这些值。',
  'files.share-page': '或将完整结果存为一个网页文件，可在任何地方打开，不加载任何外部内容：',
  'files.kept': '保存在此浏览器中',
  'files.why':
    '刷新、崩溃或关闭标签页都不会丢失：您打开的文件及其设置和结果保存在本机的这个浏览器中。最多 12 个文件、共 1 GB，最早的最先删除。',
  'files.from-disk':
    '本页是从磁盘打开的。在有些浏览器中，所有从磁盘打开的网页共用一处存储，别的网页可能读到这里的内容。如有顾虑，请改存项目文件。',
  'files.none': '目前没有保存任何内容。',
  'files.open': '打开',
  'files.open-file': '打开 {name}',
  'files.open-here': '已打开',
  'files.open-elsewhere': '已在另一标签页打开',
  'files.delete': '删除',
  'files.delete-file': '删除 {name} 的保存内容',
  'files.sum': '共 {bytes}',
  'files.delete-all': '全部删除',
  'files.keep-nothing': '不保存任何内容',
} as const satisfies Translation<typeof en, 'zh-CN'>;
