import { defineWords } from '../../../../../i18n/word-set.ts';
import type { WordsOf } from '../../../../../i18n/words.ts';
import { en } from './en.ts';

/** What is said where a run's model is taken away, or one that was is opened. */
export const takeAwayWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
export type TakeAwayWords = WordsOf<typeof takeAwayWords>;
