import { defineWords } from '../word-set.ts';
import { en } from './en.ts';

/** What workbooks, files and copied tables say, loaded when one is made. */
export const workbookWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
