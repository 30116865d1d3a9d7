import { defineWords } from '../../../../../i18n/word-set.ts';
import type { WordsOf } from '../../../../../i18n/words.ts';
import { en } from './en.ts';

/** What is said of targets that are forecast together. */
export const targetsWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
export type TargetsWords = WordsOf<typeof targetsWords>;
