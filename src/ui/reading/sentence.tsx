import { Fragment, type ReactNode } from 'react';
import type { Words } from '../../i18n/words.ts';
import type { LoadedData, OpenedTable } from '../../session/run.ts';
import { namesSeveral } from '../../session/selection.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { DecimalMarkPart, DelimiterPart, EncodingPart, HeaderPart, SheetPart } from './file-parts.tsx';
import styles from './reading.module.css';
import { RepairPart } from './repair-parts.tsx';
import { canUndo, firstRules, undoneRules } from './repair-words.ts';
import { SeriesPart } from './series-part.tsx';
import { SpanPart, StartPart, TargetPart } from './series-parts.tsx';

type ClauseKey =
  | 'sentence.file.text'
  | 'sentence.file.workbook'
  | 'sentence.span'
  | 'sentence.target'
  | 'sentence.series';

/** A message whose placeholders are controls. */
function Clause({ message, parts }: { message: ClauseKey; parts: Record<string, ReactNode> }) {
  const words = useWords();
  const blanks = Object.fromEntries(Object.keys(parts).map((name) => [name, '']));
  return words
    .parts(message, blanks as never)
    .map(({ text, param }) => <Fragment key={param ?? text}>{param === null ? text : parts[param]}</Fragment>);
}

/** How the file is written, each part of it to be changed. */
export function FileClause({ table }: { table: OpenedTable }) {
  const { say } = useWords();
  const readAs = useSession((state) => state.readAs);
  const chooseSheet = useSession((state) => state.chooseSheet);
  const { dialect, columns } = table.profile;
  const { format } = dialect;
  if (format === 'json' || format === 'parquet') return say(`sentence.file.${format}`);
  const props = {
    dialect,
    choices: table.source.choices ?? {},
    isSingle: columns.filter(({ madeFrom }) => !madeFrom).length < 2,
    onChange: (change: Parameters<typeof readAs>[0]) => void readAs(change),
  };
  const header = <HeaderPart {...props} />;
  if (format === 'xlsx' || format === 'ods') {
    const sheet = <SheetPart dialect={dialect} onChoose={(name) => void chooseSheet(name)} />;
    return <Clause message="sentence.file.workbook" parts={{ sheet, header }} />;
  }
  const parts = {
    delimiter: <DelimiterPart {...props} />,
    encoding: <EncodingPart {...props} />,
    decimalMark: <DecimalMarkPart {...props} />,
    header,
  };
  return <Clause message="sentence.file.text" parts={parts} />;
}

/** Things one after the other, with what the language puts between them. */
function joined(items: { key: string; node: ReactNode }[], between: string): ReactNode {
  return items.map(({ key, node }, at) => (
    <Fragment key={key}>
      {at > 0 && between}
      {node}
    </Fragment>
  ));
}

/** The repairs, or that there are none. */
function RepairsClause({ data }: { data: LoadedData }) {
  const { say } = useWords();
  if (data.repairs.length === 0) return say('repair.none');
  const parts = data.repairs.map((repair) => ({
    key: repair.kind,
    node: <RepairPart repair={repair} data={data} />,
  }));
  return joined(parts, say('sentence.list'));
}

/** What was read, in one sentence, every part of which can be changed. */
export function Sentence({ data }: { data: LoadedData }) {
  const { say } = useWords();
  const clauses = [
    { key: 'file', node: <FileClause table={data} /> },
    {
      key: 'span',
      node: (
        <Clause message="sentence.span" parts={{ span: <SpanPart data={data} />, from: <StartPart data={data} /> }} />
      ),
    },
    { key: 'target', node: <Clause message="sentence.target" parts={{ target: <TargetPart data={data} /> }} /> },
    ...(namesSeveral(data.choice)
      ? [{ key: 'series', node: <Clause message="sentence.series" parts={{ series: <SeriesPart data={data} /> }} /> }]
      : []),
    { key: 'repairs', node: <RepairsClause data={data} /> },
  ];
  return (
    <div className={styles.summary}>
      {joined(clauses, say('sentence.join'))}
      {say('sentence.end')}
    </div>
  );
}

/** Undoes every repair at once, or does the usual ones again. */
export function AllRepairs({ data }: { data: LoadedData }) {
  const { say } = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const usual = firstRules(data);
  const isUsual = JSON.stringify(data.rules) === JSON.stringify(usual);
  const undone = undoneRules(data);
  const isUndone = JSON.stringify(data.rules) === JSON.stringify(undone);
  return (
    <>
      {!isUndone && canUndo(data.repairs) && (
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

/** What else is to be said about the file. */
export function sayNotes(words: Words, { source, profile }: OpenedTable): string[] {
  const { say } = words;
  const { notes, raggedRows, rowCount } = profile;
  const counted = [
    [notes.mendedRows, 'notes.mended'],
    [raggedRows, 'notes.ragged'],
    [notes.commentRows, 'notes.comments'],
    [notes.repeatedHeaders, 'notes.headers'],
    [notes.footerRows, 'notes.footers'],
    [notes.rowsBelow, 'notes.below'],
    [notes.periodColumns, 'notes.periods'],
  ] as const;
  return [
    say('notes.file', {
      name: source.name,
      rows: say('count.rows', { count: rowCount }),
      size: words.bytes(profile.bytes),
    }),
    ...(notes.isCut ? [say('notes.cut', { count: rowCount })] : []),
    ...counted.flatMap(([count, key]) => (count > 0 ? [say(key, { count })] : [])),
    ...(notes.renamedColumns.length > 0
      ? [say('notes.renamed', { names: words.list(notes.renamedColumns.slice(0, 5)) })]
      : []),
  ];
}
