/** The words that all rooms of the page share. */
import { en } from './languages/en.ts';
import { defineWords } from './word-set.ts';

export const sharedWords = defineWords(en, {
  'zh-CN': async () => (await import('./languages/zh-cn.ts')).zhCn,
});
