/** 简体中文：键、占位符与英文一致，由类型与测试保证。 */

import { advice } from './zh-cn/advice.ts';
import { charts } from './zh-cn/charts.ts';
import { diagnosis } from './zh-cn/diagnosis.ts';
import { measures } from './zh-cn/measures.ts';
import { metrics } from './zh-cn/metrics.ts';
import { models } from './zh-cn/models.ts';
import { problems } from './zh-cn/problems.ts';
import { readLine } from './zh-cn/read-line.ts';
import { reading } from './zh-cn/reading.ts';
import { repairs } from './zh-cn/repairs.ts';
import { results } from './zh-cn/results.ts';
import { runs } from './zh-cn/runs.ts';
import { search } from './zh-cn/search.ts';
import { settings } from './zh-cn/settings.ts';
import { shell } from './zh-cn/shell.ts';
import { start } from './zh-cn/start.ts';
import { training } from './zh-cn/training.ts';

export const zhCn = {
  ...shell,
  ...start,
  ...measures,
  ...readLine,
  ...reading,
  ...repairs,
  ...settings,
  ...advice,
  ...runs,
  ...search,
  ...models,
  ...training,
  ...charts,
  ...results,
  ...diagnosis,
  ...metrics,
  ...problems,
};
