import { Fragment, type ReactNode } from 'react';
import type { Words } from '../../i18n/words.ts';
import { columnsBeside } from '../../session/column-roles.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import { namesSeveral } from '../../session/selection.ts';
import type { OpenedTable } from '../../session/shown.ts';
import { isOfRecords, isWorkbook } from '../../table/formats/format-cards.ts';
import type { ReadChoices } from '../../table/table.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { sayBeside } from './beside-words.ts';
import { DecimalMarkPart, DelimiterPart, EncodingPart, HeaderPart, SheetPart } from './file-parts.tsx';
import styles from './reading.module.css';
import { RepairPart } from './repair-parts.tsx';
import { canUndo, firstRules, undoneRules } from './repair-words.ts';
import { glued, joined, type SentencePart } from './sentence-parts.ts';
import { SeriesPart } from './series-part.tsx';
import { SpanPart, StartPart, TargetPart } from './series-parts.tsx';

type ClauseKey =
  | 'sentence.file.text'
  | 'sentence.file.workbook'
  | 'sentence.span'
  | 'sentence.target'
  | 'sentence.series';

/** The parts of a message whose placeholders are controls. */
function clause(words: Words, message: ClauseKey, controlsOf: Record<string, ReactNode>): SentencePart[] {
  const blanks = Object.fromEntries(Object.keys(controlsOf).map((name) => [name, '']));
  return words
    .segments(message, blanks as never)
    .map(({ text, param }) => (param === null ? { text } : { key: param, control: controlsOf[param] }));
}

/** Parts in a row, each control on one line with the punctuation that follows it. */
function SentenceParts({ parts }: { parts: SentencePart[] }) {
  return glued(parts).map((part) =>
    'text' in part ? (
      part.text
    ) : (
      <Fragment key={part.key}>
        <span className={styles.glued}>
          {part.control}
          {part.after}
        </span>
        {/* Chinese has no space here that a line could end at. */}
        <wbr />
      </Fragment>
    ),
  );
}

type ReadAs = (choices: ReadChoices) => Promise<void>;
type ChooseSheet = (sheet: string) => Promise<void>;

/** How the file is written, each part of it to be changed. */
function fileParts(
  words: Words,
  { profile, source }: OpenedTable,
  readAs: ReadAs,
  chooseSheet: ChooseSheet,
): SentencePart[] {
  const { dialect, columns } = profile;
  const { format } = dialect;
  if (format && isOfRecords(format)) return [{ text: words.say(`sentence.file.${format}`) }];
  const props = {
    dialect,
    choices: source.choices ?? {},
    isSingle: columns.filter(({ madeFrom }) => !madeFrom).length < 2,
    onChange: (change: ReadChoices) => void readAs(change),
  };
  const header = <HeaderPart {...props} />;
  if (format && isWorkbook(format)) {
    const sheet = <SheetPart dialect={dialect} onChoose={(name) => void chooseSheet(name)} />;
    return clause(words, 'sentence.file.workbook', { sheet, header });
  }
  return clause(words, 'sentence.file.text', {
    delimiter: <DelimiterPart {...props} />,
    encoding: <EncodingPart {...props} />,
    decimalMark: <DecimalMarkPart {...props} />,
    header,
  });
}

function useFileParts(table: OpenedTable): SentencePart[] {
  const words = useWords();
  const readAs = useSession((state) => state.readAs);
  const chooseSheet = useSession((state) => state.chooseSheet);
  return fileParts(words, table, readAs, chooseSheet);
}

/** How the file is written, by itself. */
export function FileClause({ table }: { table: OpenedTable }) {
  return <SentenceParts parts={useFileParts(table)} />;
}

/** The repairs, or that there are none. */
function repairParts({ say }: Words, data: LoadedSeries): SentencePart[] {
  if (data.repairs.length === 0) return [{ text: say('repair.none') }];
  const each = data.repairs.map((repair): SentencePart[] => [
    { key: repair.kind, control: <RepairPart repair={repair} data={data} /> },
  ]);
  return joined(each, say('sentence.list'));
}

/** The columns that go with the series. */
function besideParts(words: Words, { choice, profile }: LoadedSeries): SentencePart[][] {
  const columns = sayBeside(words, columnsBeside(choice, profile.columns));
  return columns === null ? [] : [[{ text: words.say('sentence.beside', { columns }) }]];
}

/** What was read of the file, in one sentence, every part of which can be changed. */
export function Sentence({ data }: { data: LoadedSeries }) {
  const words = useWords();
  const { say } = words;
  const clauses = [
    clause(words, 'sentence.span', { span: <SpanPart data={data} />, from: <StartPart data={data} /> }),
    clause(words, 'sentence.target', { target: <TargetPart data={data} /> }),
    ...(namesSeveral(data.choice) ? [clause(words, 'sentence.series', { series: <SeriesPart data={data} /> })] : []),
    ...besideParts(words, data),
    repairParts(words, data),
  ];
  return (
    <div className={styles.summary}>
      <SentenceParts parts={[...joined(clauses, say('sentence.join')), { text: say('sentence.end') }]} />
    </div>
  );
}

/** Undoes every repair at once, or does the usual ones again. */
export function AllRepairs({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const usual = firstRules(data);
  const isUsual = JSON.stringify(data.rules) === JSON.stringify(usual);
  const undone = undoneRules(data);
  const isUndone = JSON.stringify(data.rules) === JSON.stringify(undone);
  return (
    <>
      {!isUndone && canUndo(data) && (
        <button className={controls.link} type="button" data-testid="undo-all" onClick={() => void changeRules(undone)}>
          {say('repair.undo-all')}
        </button>
      )}
      {!isUsual && (
        <button className={controls.link} type="button" data-testid="redo-all" onClick={() => void changeRules(usual)}>
          {say('repair.redo-all')}
        </button>
      )}
    </>
  );
}

/** What else is to be said about the file: its size, and what was noticed in it. */
export function sayNotes(words: Words, table: OpenedTable): string[] {
  const { source, profile } = table;
  const rows = words.say('count.rows', { count: profile.rowCount });
  const file = words.say('notes.file', { name: source.name, rows, size: words.bytes(profile.bytes) });
  return [file, ...sayRemarks(words, table)];
}

/** What was noticed in the file when it was read. */
export function sayRemarks(words: Words, { profile }: OpenedTable): string[] {
  const { say, list } = words;
  const { notes, raggedRows, rowCount } = profile;
  const counted = [
    [notes.mendedRows, 'notes.mended'],
    [raggedRows, 'notes.ragged'],
  ] as const;
  return [
    ...(notes.isCut ? [say('notes.cut', { count: rowCount })] : []),
    ...counted.flatMap(([count, key]) => (count > 0 ? [say(key, { count })] : [])),
    ...(notes.planColumns ? [say('notes.plan-columns', { names: words.list(notes.planColumns.slice(0, 8)) })] : []),
    ...(notes.totalColumns ? [say('notes.total-columns', { names: words.list(notes.totalColumns.slice(0, 8)) })] : []),
    ...(notes.dateFormats ?? []).map(({ column, formats }) =>
      say('notes.date-formats', { column, formats: list(formats) }),
    ),
    ...(notes.twoSided ?? []).map(({ columns }) => say('notes.two-sided', { names: list(columns) })),
    ...(notes.filledDown ?? []).map(({ column, cells }) => say('notes.filled-down', { column, count: cells })),
    ...(notes.renamedColumns.length > 0
      ? [say('notes.renamed', { names: list(notes.renamedColumns.slice(0, 5)) })]
      : []),
  ];
}
