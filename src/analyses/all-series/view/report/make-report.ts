/** The list of series as a report: what it comes to, what wants a look, the largest of them in pictures. Pure. */
import { version } from '../../../../../package.json';
import type { SayBook } from '../../../../export/forecast-book.ts';
import type { Report, ReportBlock, ReportSection } from '../../../../export/report/report.ts';
import type { SheetCell } from '../../../../export/xlsx/sheet.ts';
import { formatDate, saySpan } from '../../../../i18n/dates.ts';
import type { reportWords } from '../../../../i18n/report/report-words.ts';
import type { WordsOf } from '../../../../i18n/words.ts';
import { guessTexts, type MeetingWords, prepareMeeting } from '../../../../ui/meeting/prepare-meeting.ts';
import { attentionBits, bitOf, flagsIn, seriesFlags, trusts } from '../../judge-series.ts';
import { stages } from '../../state/results.ts';
import { changeOf, importanceOf, type TableData } from '../../state/table-rows.ts';
import { type BookContent, settingsOf } from '../make-book.ts';
import { type MeetingOfRow, meetingOfRow } from '../make-meeting.ts';
import { nameOf, sayAmount, sayChange, sayMiss, sayNoForecast, sayTrustWord, trustOf } from '../say-row.ts';
import type { AllSeriesWords } from '../words/all-series-words.ts';

export type AllReportRequest = {
  content: BookContent;
  /** What the list is made of, as it is planned. */
  data: TableData;
  /** Heading of the column that is forecast; null where there are several, whose sums say nothing together. */
  heading: string | null;
  now: Date;
};

type Speakers = {
  words: AllSeriesWords;
  report: WordsOf<typeof reportWords>;
  meeting: MeetingWords;
  book: SayBook;
};

const mostExceptions = 30;
const mostPictures = 20;
const mostWithout = 30;

function medianOf(values: readonly number[]): number {
  const known = values.filter(Number.isFinite).sort((a, b) => a - b);
  const middle = known.length >> 1;
  if (known.length === 0) return Number.NaN;
  return known.length % 2 === 1
    ? (known[middle] as number)
    : ((known[middle - 1] as number) + (known[middle] as number)) / 2;
}

/** The sum of all forecasts shown, and how it stands to last year's where that is known. */
function answerOf(
  { words, report }: Speakers,
  { content, data, heading }: AllReportRequest,
  span: string,
): Report['answer'] {
  const { file, rows } = content;
  const { sum, lastYear } = data.results;
  const with_ = rows.filter((number) => Number.isFinite(sum[number]));
  const count = with_.length;
  if (file.isLevel || heading === null)
    return [
      {
        text: `${report.say('report.all.answer.each', { span, count })}${report.say('report.all.end')}`,
        isStrong: false,
      },
    ];
  const total = with_.reduce((all, number) => all + (sum[number] as number), 0);
  const comparable = with_.filter((number) => (lastYear[number] as number) > 0);
  const before = comparable.reduce((all, number) => all + (lastYear[number] as number), 0);
  const now = comparable.reduce((all, number) => all + (sum[number] as number), 0);
  const isWhole = with_.every((number) => file.isWhole[number] === 1);
  const value = sayAmount(words, total, isWhole);
  const rest = before > 0 ? report.say('report.all.change', { change: sayChange(words, now / before - 1) }) : '';
  return [
    ...report
      .segments('report.all.answer', { span, value, count })
      .map(({ text, param }) => ({ text, isStrong: param === 'value' })),
    { text: `${rest}${report.say('report.all.end')}`, isStrong: false },
  ];
}

function summarySection({ words, report }: Speakers, { content, data }: AllReportRequest): ReportSection {
  const { file, rows } = content;
  const { results } = data;
  const countOf = (holds: (number: number) => boolean) => rows.filter(holds).length;
  const tested = rows.filter((number) => results.stage[number] === stages.tested);
  const trustCounts = trusts
    .filter((trust) => trust !== 'none')
    .map((trust) => ({
      label: report.say('report.all.trust', { trust: sayTrustWord(words, trust) }),
      value: words.number(tested.filter((number) => trustOf(results, number) === trust).length),
    }));
  const facts = [
    { label: report.say('report.all.series'), value: words.number(rows.length) },
    {
      label: report.say('report.all.forecast'),
      value: words.number(countOf((number) => Number.isFinite(results.sum[number]))),
    },
    {
      label: report.say('report.all.none'),
      value: words.number(countOf((number) => !Number.isFinite(results.sum[number]))),
    },
    { label: report.say('report.all.tested'), value: words.number(tested.length) },
    ...trustCounts.reverse(),
    {
      label: report.say('report.all.miss'),
      value: sayMiss(words, medianOf(tested.map((number) => results.miss[number] as number))),
    },
    {
      label: report.say('report.all.naive'),
      value: sayMiss(words, medianOf(tested.map((number) => results.naiveMiss[number] as number))),
    },
  ];
  const flags = seriesFlags.flatMap((flag) => {
    const count = rows.filter((number) => (results.flags[number] as number) & bitOf(flag)).length;
    return count > 0
      ? [[words.say(`all.filter.${flag}`), words.number(count), words.say(`all.filter.${flag}.why`)]]
      : [];
  });
  const table: ReportBlock = {
    kind: 'table',
    caption: report.say('report.all.flags'),
    columns: [
      { heading: report.say('report.all.flag'), isNumber: false },
      { heading: report.say('report.all.count'), isNumber: true },
      { heading: report.say('report.all.rule'), isNumber: false },
    ],
    rows: flags,
    marked: [],
  };
  return {
    title: report.say('report.all.summary'),
    blocks: [
      { kind: 'facts', facts },
      { kind: 'text', text: report.say('report.all.method'), isFaint: true },
      ...(flags.length > 0 && file.names.length > 0 ? [table] : []),
    ],
  };
}

/** What wants a look, what is most at stake first. */
function exceptionsSection({ words, report }: Speakers, { content, data }: AllReportRequest): ReportSection {
  const { file, rows } = content;
  const { results } = data;
  const found = rows
    .filter((number) => (results.flags[number] as number) & attentionBits)
    .sort((a, b) => importanceOf(data, b) - importanceOf(data, a));
  const amount = (values: Float64Array, number: number) =>
    sayAmount(words, values[number] as number, file.isWhole[number] === 1);
  const listed = found.slice(0, mostExceptions);
  if (found.length === 0) {
    return {
      title: report.say('report.all.exceptions'),
      blocks: [{ kind: 'text', text: report.say('report.all.exceptions.none') }],
    };
  }
  const heads = [
    report.say('report.forecast'),
    report.say('report.low', { level: words.percent(0.8) }),
    report.say('report.high', { level: words.percent(0.8) }),
    report.say('report.all.change-head'),
    words.say('all.column.miss'),
  ];
  return {
    title: report.say('report.all.exceptions'),
    blocks: [
      {
        kind: 'table',
        caption: '',
        columns: [
          { heading: words.say('all.column.name'), isNumber: false },
          ...heads.map((heading) => ({ heading, isNumber: true })),
          { heading: words.say('all.column.trust'), isNumber: false },
          { heading: report.say('report.all.noticed'), isNumber: false },
        ],
        rows: listed.map((number) => [
          nameOf(words, file, number),
          amount(results.sum, number),
          amount(results.sumLow80, number),
          amount(results.sumHigh80, number),
          sayChange(words, changeOf(results, number)),
          sayMiss(words, results.miss[number] as number),
          sayTrustWord(words, trustOf(results, number)),
          words.list(flagsIn(results.flags[number] as number).map((flag) => words.say(`all.filter.${flag}`))),
        ]),
        marked: [],
      },
      ...(found.length > listed.length
        ? [
            {
              kind: 'text' as const,
              text: report.say('report.all.exceptions.more', { count: found.length - listed.length }),
              isFaint: true,
            },
          ]
        : []),
    ],
  };
}

/** The largest of those shown, a picture each. */
function pictureSection(speakers: Speakers, request: AllReportRequest): ReportSection {
  const { words, report, meeting } = speakers;
  const { content, data, heading, now } = request;
  const { file, rows } = content;
  const { results, worths } = data;
  const largest = rows
    .filter((number) => Number.isFinite(results.sum[number]))
    .sort((a, b) => (worths[b] as number) - (worths[a] as number))
    .slice(0, mostPictures);
  const charts = largest.flatMap((number) => {
    const row: MeetingOfRow = {
      file,
      results: content.results,
      plan: content.plan,
      number,
      heading,
      fileName: content.dataName,
    };
    const made = meetingOfRow(words, row);
    if (!made) return [];
    const texts = { ...guessTexts(meeting, made, now), title: made.seriesName, note: '', source: '', unit: '' };
    const amount = (values: Float64Array) => sayAmount(words, values[number] as number, file.isWhole[number] === 1);
    return [
      {
        chart: prepareMeeting(meeting, made, { texts, shape: 'small', look: 'light', past: 'short' }),
        words: report.say('report.all.words', {
          sum: amount(results.sum),
          low: amount(results.sumLow80),
          high: amount(results.sumHigh80),
          miss: sayMiss(words, results.miss[number] as number),
          trust: sayTrustWord(words, trustOf(results, number)),
        }),
      },
    ];
  });
  const count = charts.length;
  return {
    title: file.worth
      ? report.say('report.all.top.worth', { count, column: file.worth.column })
      : report.say('report.all.top', { count }),
    blocks: [{ kind: 'charts', charts }],
  };
}

function withoutSection({ words, report }: Speakers, { content }: AllReportRequest): ReportSection[] {
  const { file, rows, results } = content;
  const found = rows.flatMap((number) => {
    const why = sayNoForecast(words, file, results, number);
    return why === null ? [] : [[nameOf(words, file, number), why]];
  });
  if (found.length === 0) return [];
  return [
    {
      title: report.say('report.all.without', { count: found.length }),
      blocks: [
        {
          kind: 'table',
          caption: '',
          columns: [
            { heading: words.say('all.column.name'), isNumber: false },
            { heading: report.say('report.all.why'), isNumber: false },
          ],
          rows: found.slice(0, mostWithout),
          marked: [],
        },
      ],
    },
  ];
}

function writeCell(words: AllSeriesWords, cell: SheetCell): string {
  if (cell === null) return '–';
  if (typeof cell === 'object') return formatDate(words.language, cell.ms, { dateStyle: 'long' });
  return typeof cell === 'number' ? words.number(cell) : cell;
}

export function makeReport(speakers: Speakers, request: AllReportRequest): Report {
  const { words, report, book } = speakers;
  const { content, now } = request;
  const { file, rows, level, results } = content;
  const span = file.step ? saySpan(words, results.horizonSteps, file.step) : String(results.horizonSteps);
  const day = new Intl.DateTimeFormat(words.language, { dateStyle: 'long' }).format(now);
  const title = () => {
    if (level === null) return report.say('report.all.title', { count: rows.length, span });
    return (file.totalsBy ?? []).length === 0
      ? report.say('report.all.title.total', { span })
      : report.say('report.all.title.level', { level, span });
  };
  // How many are shown the summary says.
  const settings = settingsOf(words, book, content).filter(({ label }) => label !== book('book.shown'));
  return {
    language: words.language,
    dir: words.dir,
    title: title(),
    subtitle: report.say('report.subtitle', { file: content.dataName, day, version }),
    answer: answerOf(speakers, request, span),
    trust: null,
    sections: [
      summarySection(speakers, request),
      exceptionsSection(speakers, request),
      pictureSection(speakers, request),
      ...withoutSection(speakers, request),
      {
        title: report.say('report.settings'),
        blocks: [
          {
            kind: 'facts',
            facts: settings.map(({ label, value }) => ({ label, value: writeCell(words, value) })),
          },
        ],
      },
    ],
    footer: report.say('report.footer', { day, version }),
  };
}
