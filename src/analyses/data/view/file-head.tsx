import { sayRhythm, saySpan, sayTime } from '../../../i18n/dates.ts';
import type { Words } from '../../../i18n/words.ts';
import type { SeriesSummary } from '../../../series/panel.ts';
import type { Step } from '../../../series/step.ts';
import type { Candidate } from '../../../session/shown.ts';
import { RowsAccounted } from '../../../ui/reading/accounted.tsx';
import { ColumnPickers, SheetPicker } from '../../../ui/reading/column-pickers.tsx';
import { sayShape } from '../../../ui/reading/column-roles.tsx';
import { GapsOfFile } from '../../../ui/reading/file-gaps.tsx';
import { Questions } from '../../../ui/reading/questions.tsx';
import { FileClause, sayRemarks } from '../../../ui/reading/sentence.tsx';
import { ReadAsBefore, SetAside } from '../../../ui/reading/set-aside.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import styles from './data.module.css';
import type { FileSeries } from './use-file-series.ts';
import type { DataWords } from './words/data-words.ts';
import { dataWords } from './words/data-words.ts';

/** The first and the last date of any of them. */
function saySpanOfAll(words: Words, summaries: readonly SeriesSummary[], step: Step) {
  let firstMs = Number.POSITIVE_INFINITY;
  let lastMs = Number.NEGATIVE_INFINITY;
  for (const summary of summaries) {
    firstMs = Math.min(firstMs, summary.firstMs);
    lastMs = Math.max(lastMs, summary.lastMs);
  }
  return { from: sayTime(words, firstMs, step), to: sayTime(words, lastMs, step) };
}

function saySeries(words: DataWords, series: FileSeries): string | null {
  const { say } = words;
  switch (series.state) {
    case 'none':
      return say('data.series.none');
    case 'one': {
      const { step, summary } = series;
      const params = { series: summary.uniqueId, ...saySpanOfAll(words, [summary], step) };
      if (step.every === 1) return say('data.series.one', { ...params, length: saySpan(words, summary.length, step) });
      const length = say('sentence.values', { count: summary.length, rhythm: sayRhythm(words, step) });
      return say('data.series.one', { ...params, length });
    }
    case 'several': {
      const { step, series: made, refused } = series.overview;
      const params = { count: made.length + refused.length, rhythm: sayRhythm(words, step) };
      return say('data.series.several', { ...params, ...saySpanOfAll(words, made, step) });
    }
    case 'reading':
      return series.progress ? say('part.series.listing', series.progress) : null;
    case 'failed':
      return null;
  }
}

/** What the file is in a sentence or two, what was noticed in it, how it is written, and what only the user can know. */
export function FileHead({ table, series }: { table: Candidate; series: FileSeries }) {
  const words = useWords(dataWords);
  const { say, sentences } = words;
  const { profile, source } = table;
  const { columns, rowCount } = profile;
  const holds = say('data.holds', {
    rows: say('count.rows', { count: rowCount }),
    columns: say('data.columns', { count: columns.length }),
    size: words.bytes(profile.bytes),
  });
  const said = saySeries(words, series);
  const findings = sayRemarks(words, table);
  const hasSeries = profile.guess !== null;
  return (
    <section className={styles.head} aria-labelledby="data-title">
      <h1 id="data-title" className={styles.name}>
        {source.name}
      </h1>
      <p className={styles.sentence} data-testid="data-summary">
        {sentences(said ? [holds, said] : [holds])}
      </p>
      {hasSeries && <p className={controls.faint}>{sayShape(words, table)}</p>}
      <div className={`${controls.faint} ${styles.findings}`}>
        {findings.length > 0 && <p data-testid="data-findings">{sentences(findings)}</p>}
        <GapsOfFile gaps={table.rules.gaps} />
        <ReadAsBefore table={table} />
        <RowsAccounted />
        <SetAside table={table} />
      </div>
      <Questions key={source.name} table={table} dates="all" />
      <div className={styles.written}>
        <div>
          <span className={controls.faint}>{say('data.read-as')}</span> <FileClause table={table} />
        </div>
        {hasSeries ? <ColumnPickers table={table} /> : <SheetPicker table={table} />}
      </div>
    </section>
  );
}
