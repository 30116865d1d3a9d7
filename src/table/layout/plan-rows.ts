/** Rows and columns that hold what was planned or forecast beside what was: no history. */
import type { Column } from '../table.ts';

export type PlanRows = { rows: number[]; names: string[] };

const columnNames =
  /^\s*(?:scenario|szenario|scénario|escenario|version|value[ _-]?type|data[ _-]?type|record[ _-]?type|row[ _-]?type|daten[ _-]?art|forecast[ _-]?flag|measure|type|status|kind|wertart|art|typ|category|kategorie|plan.?ist|ist.?plan|actual.{0,3}(?:forecast|budget|plan)|(?:forecast|budget|plan).{0,3}actuals?|is.?forecast|版本|类型|場景|场景|情景|区分|구분|тип|сценарий|вид)\s*$/i;
const actual =
  /^\s*(?:actuals?|act\.?|ac|a|ist(?:werte?)?|real(?:ised|ized)?|réel|reel|réalisé|reales?|hist(?:ory|orical|orisch)?|observed|effektiv|consuntivo|realizado|gerçekleşen|wykonanie|факт(?:ический)?|实际|实绩|實際|実績|실적|false|no|0)\s*$/i;
const planned =
  /^\s*(?:f|fc|fct|fcst|bud|pl|tgt|b|p|(?:rolling |latest |original )?(?:forecasts?|budgets?|plans?|planned|targets?|estimates?|outlook|projections?|projected)(?: v?\d+)?|prognosen?|soll|plan(?:wert|zahl)?e?n?|hochrechnung|prévisions?|presupuesto|pronóstico|previsto|previsione|orçado|tahmin|bütçe|прогноз|план|бюджет|预算|预测|计划|預算|預測|計画|予算|見込|예측|계획|예산|true|yes|1)(?:[ _-]?\d{2,4})?\s*$/i;
/** Words that tell nothing without a name of the column that says what they are about. */
const bare = /^\s*(?:[afbp]|true|false|yes|no|0|1)\s*$/i;
const asksForecast = /forecast|budget|plan|prognos|预测|预算/i;

const flagName =
  /^\s*(?:is|ist|flag)?[ _-]?(?:forecast|fcst|forecasted|prognose|budget|plan)(?:ed)?(?:[ _-]?flag)?\s*$/i;
const isFlagged = /^\s*(?:is|ist|flag)[ _-]|[ _-]flag\s*$/i;

/** The rows that a column of 1 and 0, named `is_forecast` or the like, says to be of plans; none where it has not both. */
function findFlaggedRows({ name, ...column }: Column): number[] {
  if (column.kind !== 'number' || !flagName.test(name) || !isFlagged.test(name)) return [];
  if (!column.values.every((value) => value === 0 || value === 1)) return [];
  const rows = [...column.values.keys()].filter((row) => column.values[row] === 1);
  return rows.length < column.values.length ? rows : [];
}

/** @returns the rows of plans, where a column tells plans from what was and has both */
export function findPlanRows(columns: Column[]): PlanRows {
  for (const column of columns) {
    const flagged = findFlaggedRows(column);
    if (flagged.length > 0) return { rows: flagged, names: [`${column.name}: 1`] };
    if (column.kind !== 'text' || column.labels.length < 2 || column.labels.length > 12) continue;
    if (!columnNames.test(column.name)) continue;
    const mayBeBare = asksForecast.test(column.name);
    const says = (pattern: RegExp) => (label: string) => pattern.test(label) && (mayBeBare || !bare.test(label));
    const plans = column.labels.filter(says(planned));
    const actuals = column.labels.filter(says(actual));
    if (plans.length === 0 || actuals.length === 0 || plans.length + actuals.length < column.labels.length) continue;
    const isPlan = column.labels.map((label) => plans.includes(label));
    const rows = Array.from(column.codes.keys()).filter((row) => isPlan[column.codes[row]]);
    return { rows, names: plans };
  }
  return { rows: [], names: [] };
}

export type PlanName = { isPlan: boolean; rest: string };

/** A name with a word for what was or what was planned in front or behind, `Forecast 2024-01`, `Jan-24 Act`; null without one. */
export function splitPlanName(name: string): PlanName | null {
  const words = name.trim().split(/[\s_]+/);
  if (words.length < 2) return null;
  for (const [word, rest] of [
    [words[0], words.slice(1)],
    [words[words.length - 1], words.slice(0, -1)],
  ] as const) {
    if (bare.test(word) || /\d/.test(word)) continue;
    if (actual.test(word)) return { isPlan: false, rest: rest.join(' ') };
    if (planned.test(word)) return { isPlan: true, rest: rest.join(' ') };
  }
  return null;
}
