/**
 * Every English word that the rooms of the page share, and the measure of the other languages: they have the same keys and placeholders.
 * `{name}` is filled in; a message in several forms is chosen by its `count`.
 */

import { advice } from './en/advice.ts';
import { charts } from './en/charts.ts';
import { diagnosis } from './en/diagnosis.ts';
import { measures } from './en/measures.ts';
import { metrics } from './en/metrics.ts';
import { models } from './en/models.ts';
import { problems } from './en/problems.ts';
import { readLine } from './en/read-line.ts';
import { reading } from './en/reading.ts';
import { repairs } from './en/repairs.ts';
import { results } from './en/results.ts';
import { runs } from './en/runs.ts';
import { search } from './en/search.ts';
import { settings } from './en/settings.ts';
import { shell } from './en/shell.ts';
import { start } from './en/start.ts';
import { training } from './en/training.ts';

export const en = {
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
