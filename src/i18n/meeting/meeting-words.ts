import { defineWords } from '../word-set.ts';
import { en } from './en.ts';

/** What charts for others say, loaded when one is made. */
export const meetingWords = defineWords(en, { 'zh-CN': async () => (await import('./zh-cn.ts')).zhCn });
