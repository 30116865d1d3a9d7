import { defineWords } from '../word-set.ts';
import { en } from './en.ts';

/** What reports say, loaded when one is made. */
export const reportWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
