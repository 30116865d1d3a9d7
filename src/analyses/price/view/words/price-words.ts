import { defineWords } from '../../../../i18n/word-set.ts';
import type { WordsOf } from '../../../../i18n/words.ts';
import { en } from './en.ts';

/** The words of this analysis alone. */
export const priceWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
export type PriceWords = WordsOf<typeof priceWords>;
