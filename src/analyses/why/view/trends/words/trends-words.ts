import { defineWords } from '../../../../../i18n/word-set.ts';
import type { WordsOf } from '../../../../../i18n/words.ts';
import { en } from './en.ts';

/** The words of the trends of a market. */
export const trendsWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
export type TrendsWords = WordsOf<typeof trendsWords>;
