import { defineWords } from '../../../../../i18n/word-set.ts';
import type { WordsOf } from '../../../../../i18n/words.ts';
import { en } from './en.ts';

/** What is said where several shops train one network together. */
export const shopsWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
export type ShopsWords = WordsOf<typeof shopsWords>;
