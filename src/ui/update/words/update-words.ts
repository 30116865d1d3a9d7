import { defineWords } from '../../../i18n/word-set.ts';
import type { WordsOf } from '../../../i18n/words.ts';
import { en } from './en.ts';

/** The words of what is said of a file that goes on from one before. */
export const updateWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
export type UpdateWords = WordsOf<typeof updateWords>;
