/** The answer of a run as a report. Pure. */
import { version } from '../../../../../package.json';
import type { MetricId } from '../../../../evaluation/metric-cards.ts';
import { residualsOf } from '../../../../evaluation/residuals.ts';
import type { Report, ReportSection } from '../../../../export/report/report.ts';
import { modelCards } from '../../../../forecasters/model-cards.ts';
import { settingNames } from '../../../../forecasters/setting-cards.ts';
import { saySpan, sayTime } from '../../../../i18n/dates.ts';
import type { reportWords } from '../../../../i18n/report/report-words.ts';
import type { Words, WordsOf } from '../../../../i18n/words.ts';
import { clockAt } from '../../../../series/calendar.ts';
import type { RowsAccount } from '../../../../series/row-account.ts';
import type { MeetingData } from '../../../../ui/meeting/meeting-data.ts';
import { guessTexts, type MeetingWords, prepareMeeting } from '../../../../ui/meeting/prepare-meeting.ts';
import { explainRepair, nameRepair, placeRepair } from '../../../../ui/reading/repair-words.ts';
import { isExplained, sayAccount, saySum } from '../../../../ui/reading/say-account.ts';
import { sayNotes } from '../../../../ui/reading/sentence.tsx';
import { listAsides } from '../../../../ui/reading/set-aside.tsx';
import { type AnswerOfRun, findAnswer } from '../answer/find-answer.ts';
import { sayAnswer, sayTrust, sayTrustRule } from '../answer/say-answer.ts';
import { sayCareful, sayFailure } from '../answer/say-careful.ts';
import { columnDigits } from '../results/digits.ts';
import { sayCombinations, sayCoverage, sayMethod, saySettings, sayStanding } from '../results/verdict.ts';
import { matters } from '../runs/setting-differences.ts';
import { saySetting } from '../settings/say-setting.ts';

export type ReportWords = WordsOf<typeof reportWords>;

export type ReportRequest = {
  of: AnswerOfRun;
  meeting: MeetingData;
  ending: { last: string; end: string } | null;
  /** The metric ranked by. */
  metric: MetricId;
  account: RowsAccount | null;
  now: Date;
};

/** More steps than these are not shown one by one where the errors of each are told. */
const mostSteps = 16;

function sayDay({ language }: Words, now: Date): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long' }).format(now);
}

/** The forecast step by step with its bands, and last year's values. */
function forecastSection(words: ReportWords, { of, meeting }: ReportRequest): ReportSection {
  const { say, percent } = words;
  const { result } = of.recommendation;
  const { series, measure } = of.data;
  const { start, lastYear } = meeting.steps;
  const unit = measure.isPercent ? '%' : measure.unit;
  const bounds = result.intervals.flatMap(({ level, low, high }) => [
    { heading: say('report.low', { level: percent(level / 100) }), values: low },
    { heading: say('report.high', { level: percent(level / 100) }), values: high },
  ]);
  const columns = [
    { heading: say('report.forecast'), values: result.forecast },
    ...bounds,
    ...(lastYear.length > 0 ? [{ heading: say('report.last-year'), values: lastYear }] : []),
  ];
  const largest = columns.flatMap(({ values }) => [...values]).filter(Number.isFinite);
  const digits = measure.isWhole && !measure.isLevel ? 0 : columnDigits(largest, 4);
  const write = (value: number | undefined) =>
    value === undefined || !Number.isFinite(value) ? '–' : words.fixed(value, digits);
  return {
    title: say('report.table'),
    blocks: [
      {
        kind: 'table',
        caption: unit === null ? '' : say('report.unit', { unit }),
        columns: [
          { heading: say('report.period'), isNumber: false },
          ...columns.map(({ heading }) => ({ heading, isNumber: true })),
        ],
        rows: Array.from(result.forecast, (_, step) => [
          sayTime(words, clockAt(series, start + step), series.step),
          ...columns.map(({ values }) => write(values[step])),
        ]),
        marked: [],
      },
    ],
  };
}

/** Steps spread evenly over a horizon, the first and the last among them. */
export function stepsShown(horizonSteps: number): number[] {
  if (horizonSteps <= mostSteps) return Array.from({ length: horizonSteps }, (_, step) => step);
  const spread = Array.from({ length: mostSteps }, (_, at) => Math.round((at * (horizonSteps - 1)) / (mostSteps - 1)));
  return [...new Set(spread)];
}

/** What the test came to: all models beside the naive, whether bands held, the error of each step ahead. */
function goodSection(words: ReportWords, { of }: ReportRequest): ReportSection {
  const { say, percent } = words;
  const { work, recommendation, pointAt, data } = of;
  const { results } = work;
  const { result } = recommendation;
  const naive = results.find(({ model }) => model === 'seasonal-naive');
  const share = (value: number | null) => (value === null ? '–' : percent(value));
  const errors = (result.stepMetrics ?? []).map((metrics) => metrics?.mae ?? Number.NaN);
  const naiveErrors = (naive?.stepMetrics ?? []).map((metrics) => metrics?.mae ?? Number.NaN);
  const all = [...errors, ...naiveErrors, ...results.map(({ metrics }) => metrics.mae ?? Number.NaN)];
  const digits = columnDigits(all.filter(Number.isFinite), 3);
  const write = (value: number | null | undefined) =>
    value === null || value === undefined || !Number.isFinite(value) ? '–' : words.fixed(value, digits);
  const shown = stepsShown(errors.length).filter((step) => Number.isFinite(errors[step] ?? Number.NaN));
  const ordered = [result, ...results.filter((other) => other !== result)];
  const coverage = sayCoverage(words, result, residualsOf(result, pointAt).length);
  return {
    title: say('report.good'),
    blocks: [
      {
        kind: 'text',
        text: words.sentences([...sayMethod(words, work, data.series), ...(coverage ? [coverage] : [])]),
      },
      {
        kind: 'table',
        caption: say('report.good.models'),
        columns: [
          { heading: say('report.good.model'), isNumber: false },
          { heading: say('report.good.mae'), isNumber: true },
          { heading: say('report.good.naive'), isNumber: false },
          { heading: say('report.good.band', { level: percent(0.8) }), isNumber: true },
          { heading: say('report.good.band', { level: percent(0.95) }), isNumber: true },
        ],
        rows: ordered.map((each) => [
          each === result
            ? say('report.good.taken', { model: say(`model.${each.model}`) })
            : say(`model.${each.model}`),
          write(each.metrics.mae),
          sayStanding(words, each, recommendation, 'short'),
          share(each.metrics.coverage80),
          share(each.metrics.coverage95),
        ]),
        marked: [0],
      },
      ...(shown.length > 1
        ? ([
            {
              kind: 'table',
              caption: say('report.good.steps'),
              columns: [
                { heading: say('report.good.step'), isNumber: true },
                { heading: say('report.good.error'), isNumber: true },
                { heading: say('report.good.naive-error'), isNumber: true },
                { heading: say('report.good.share'), isNumber: true },
              ],
              rows: shown.map((step) => {
                const [error = Number.NaN, naiveError = Number.NaN] = [errors[step], naiveErrors[step]];
                return [
                  words.number(step + 1),
                  write(error),
                  write(naiveError),
                  naiveError > 0 ? percent(error / naiveError) : '–',
                ];
              }),
              marked: [],
            },
            ...(shown.length < errors.length
              ? [{ kind: 'text', text: say('report.good.some-steps', { count: errors.length }), isFaint: true }]
              : []),
          ] as ReportSection['blocks'])
        : []),
    ],
  };
}

/** The file, what was made of it, and what was not used. */
function readSection(words: ReportWords, { of: { data }, meeting, account }: ReportRequest): ReportSection {
  const { say } = words;
  const { series, repairs, choice, profile } = data;
  const time = (index: number) => sayTime(words, clockAt(series, index), series.step);
  const [target] = choice.targetColumns;
  const column = target === undefined ? undefined : profile.columns[target];
  const told = repairs.map((repair) => {
    const where = placeRepair(words, repair, series);
    const what = nameRepair(words, repair);
    const why = explainRepair(words, repair, column, series);
    return where ? say('report.read.repair.where', { what, why, where }) : say('report.read.repair', { what, why });
  });
  const rows = account ? sayAccount(words, account) : null;
  return {
    title: say('report.read'),
    blocks: [
      {
        kind: 'text',
        text: words.sentences([
          ...sayNotes(words, data),
          say('report.read.target', {
            target: [meeting.target, meeting.seriesName].filter((name) => name !== '').join(' – '),
            span: saySpan(words, series.length, series.step),
            first: time(0),
            last: time(series.length - 1),
          }),
          ...(repairs.length === 0 ? [say('report.read.none')] : []),
        ]),
      },
      ...(rows ? [{ kind: 'text' as const, text: rows.sentence }] : []),
      {
        kind: 'list',
        items: [
          ...told,
          ...(rows?.reasons ?? []).map(({ text }) => text),
          ...(account?.sums ?? []).filter(isExplained).map((sum) => saySum(words, sum)),
          ...listAsides(words, data).map(({ text }) => text),
        ],
      },
    ],
  };
}

function settingsSection(words: ReportWords, { of: { work } }: ReportRequest): ReportSection {
  const { say, list } = words;
  const { settings } = work;
  return {
    title: say('report.settings'),
    blocks: [
      {
        kind: 'text',
        text: say('report.settings.models', { models: list(settings.models.map((model) => say(`model.${model}`))) }),
      },
      {
        kind: 'facts',
        facts: settingNames
          .filter((name) => matters(settings, name))
          .map((name) => ({ label: say(`setting.${name}`), value: saySetting(words, name, settings) })),
      },
    ],
  };
}

/** What the model is whose forecast is taken. */
function cardSection(words: ReportWords, { of: { work, recommendation } }: ReportRequest): ReportSection {
  const { say } = words;
  const { model, form, parameterCount, trainingMs } = recommendation.result;
  const members = (recommendation.result.members ?? []).map(({ name, weight }) => ({
    label: words.sayIfKnown(`model.${name}`) ?? name,
    value: words.percent(weight),
  }));
  return {
    title: say('report.card', { model: say(`model.${model}`) }),
    blocks: [
      {
        kind: 'text',
        text: words.sentences([
          say(`model.${model}.why`),
          ...sayCombinations(words, [recommendation.result]),
          saySettings(words, { ...work.settings, models: [model] }),
        ]),
      },
      {
        kind: 'facts',
        facts: [
          { label: say('report.card.family'), value: say(`family.${modelCards[model].family}`) },
          ...(form === null ? [] : [{ label: say('report.card.form'), value: form }]),
          ...(parameterCount > 0
            ? [{ label: say('report.card.parameters'), value: words.number(parameterCount) }]
            : []),
          { label: say('report.card.time'), value: words.duration(trainingMs) },
          ...members,
        ],
      },
    ],
  };
}

export function makeReport(words: ReportWords, meetingWords: MeetingWords, request: ReportRequest): Report {
  const { say } = words;
  const { of, meeting, ending, metric, now } = request;
  const { answered, record, trusted } = findAnswer(of, ending?.last ?? null);
  const { verdict, ended, caveats, careful } = sayCareful(words, of, ending, metric);
  const texts = guessTexts(meetingWords, meeting, now);
  const day = sayDay(words, now);
  const warnings = [
    ...(ended ? [ended] : []),
    ...caveats,
    ...careful,
    ...of.work.failures.map((failure) => sayFailure(words, failure)),
  ];
  return {
    language: words.language,
    dir: words.dir,
    title: texts.title,
    subtitle: say('report.subtitle', { file: meeting.fileName, day, version }),
    answer: sayAnswer(words, answered).map(({ text, param }) => ({ text, isStrong: param === 'value' })),
    trust: { text: sayTrust(words, record, trusted, answered), grade: trusted.trust },
    sections: [
      {
        title: say('report.careful'),
        blocks: [
          ...(verdict ? [{ kind: 'text' as const, text: verdict }] : []),
          { kind: 'list', items: warnings },
          ...(warnings.length === 0 && trusted.trust === 'good'
            ? [{ kind: 'text' as const, text: say('report.nothing-careful') }]
            : []),
          { kind: 'text', text: sayTrustRule(words), isFaint: true },
        ],
      },
      {
        title: say('report.chart'),
        blocks: [
          {
            kind: 'chart',
            chart: prepareMeeting(meetingWords, meeting, {
              texts: { ...texts, note: '' },
              shape: 'strip',
              look: 'light',
              past: 'short',
            }),
          },
        ],
      },
      forecastSection(words, request),
      goodSection(words, request),
      readSection(words, request),
      settingsSection(words, request),
      cardSection(words, request),
    ],
    footer: say('report.footer', { day, version }),
  };
}
