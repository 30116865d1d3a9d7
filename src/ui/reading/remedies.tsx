import { useState } from 'react';
import { sayRhythm } from '../../i18n/dates.ts';
import type { ResampleRule } from '../../series/panel.ts';
import type { SeriesProblem } from '../../series/series.ts';
import type { Step } from '../../series/step.ts';
import type { Candidate, SessionProblem } from '../../session/shown.ts';
import type { ReadChoices, RefusalDetail } from '../../table/table.ts';
import type { TableSource } from '../../worker/protocol.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { ColumnPickers } from './column-pickers.tsx';
import { DecimalMarkPart, DelimiterPart, EncodingPart, HeaderPart, SheetPart } from './file-parts.tsx';
import { Part } from './part.tsx';
import { Questions } from './questions.tsx';
import styles from './remedies.module.css';
import { rulesToBring } from './repair-words.ts';
import { FileClause } from './sentence.tsx';
import { RhythmOptions } from './series-parts.tsx';

/** `mayFill`: points are missing on a rhythm that is there. */
type RhythmRemedy = { fileStep: Step | null; offer: ResampleRule | null; mayFill: boolean };

/** The rhythms that would mend a problem of the dates; null for other problems. */
function rhythmRemedy(found: SessionProblem): RhythmRemedy | null {
  const problem = found.code === 'analysis' ? (found.params.problem as SeriesProblem) : found;
  if (problem.code === 'irregular-dates') return { fileStep: null, offer: problem.offer ?? null, mayFill: false };
  if (problem.code !== 'too-many-gaps') return null;
  return { fileStep: problem.params.step, offer: problem.offer ?? null, mayFill: true };
}

/** Offers to fill what is missing, or to add rows up to a coarser rhythm. */
function Resample({ table, remedy }: { table: Candidate; remedy: RhythmRemedy }) {
  const words = useWords();
  const changeRules = useSession((state) => state.changeRules);
  const { fileStep, offer, mayFill } = remedy;
  const fills = mayFill ? (['zero', 'carry', 'linear'] as const) : [];
  const others: ResampleRule[] = offer ? [offer, { ...offer, how: offer.how === 'sum' ? 'mean' : 'sum' }] : [];
  return (
    <div className={styles.row}>
      {fills.map((rule) => (
        <button
          key={rule}
          className={controls.button}
          type="button"
          data-testid={`fill-${rule}`}
          onClick={() => void changeRules({ gaps: rule })}
        >
          {words.say(`remedy.fill.${rule}`)}
        </button>
      ))}
      {others.map((rule) => (
        <button
          key={rule.how}
          className={controls.button}
          type="button"
          data-testid={`resample-${rule.how}`}
          onClick={() => void changeRules(rulesToBring(rule))}
        >
          {words.say(`part.rhythm.${rule.how}`, { rhythm: sayRhythm(words, rule.step) })}
        </button>
      ))}
      <Part text={words.say('remedy.rhythm')} label={words.say('part.rhythm')} testId="part-rhythm">
        {(close) => (
          <RhythmOptions table={table} fileStep={fileStep} points={Number.POSITIVE_INFINITY} onDone={close} />
        )}
      </Part>
    </div>
  );
}

/** What can be done about a table that gave no series: other columns, another rhythm, another way to read the file. */
export function TableRemedies({
  problem,
  table,
  isAlone,
}: {
  problem: SessionProblem;
  table: Candidate;
  isAlone: boolean;
}) {
  const { say } = useWords();
  const remedy = rhythmRemedy(problem);
  return (
    <>
      {remedy && <Resample table={table} remedy={remedy} />}
      {isAlone && (
        <div className={styles.table}>
          <Questions table={table} />
          <ColumnPickers table={table} />
          <div className={styles.read}>
            {say('otherwise.read')} <FileClause table={table} />
          </div>
        </div>
      )}
    </>
  );
}

type TooLarge = Extract<RefusalDetail, { code: 'too-large' }>;

/** A part of a file that is too large as a whole: its first rows, or some of its columns. */
function PartOfFile({ source, detail }: { source: TableSource; detail: TooLarge }) {
  const { say } = useWords();
  const openFile = useSession((state) => state.openFile);
  const [wanted, setWanted] = useState<readonly string[]>([]);
  const open = (part: ReadChoices) => void openFile({ ...source, choices: { ...source.choices, ...part } });
  return (
    <div className={styles.part}>
      <button
        className={controls.button}
        type="button"
        data-testid="read-first-rows"
        onClick={() => open({ maxRows: detail.rowsThatFit })}
      >
        {say('part-of-file.rows', { count: detail.rowsThatFit })}
      </button>
      <fieldset className={styles.columns}>
        <legend>{say('part-of-file.columns')}</legend>
        {detail.columns.map((name) => (
          <label key={name}>
            <input
              type="checkbox"
              checked={wanted.includes(name)}
              onChange={({ target }) =>
                setWanted(target.checked ? [...wanted, name] : wanted.filter((other) => other !== name))
              }
            />
            {name}
          </label>
        ))}
      </fieldset>
      <button
        className={controls.button}
        type="button"
        data-testid="read-columns"
        disabled={wanted.length === 0}
        onClick={() => open({ onlyColumns: [...wanted] })}
      >
        {say('part-of-file.read')}
      </button>
    </div>
  );
}

/** Files in which a table may be found once it is said how they are written. */
const mayBeReadOtherwise: readonly SessionProblem['code'][] = ['one-column', 'not-a-table', 'header-only'];

/** What can be done about a file that could not be read. */
export function FileRemedies({ problem, source }: { problem: SessionProblem; source: TableSource }) {
  const { say } = useWords();
  const openFile = useSession((state) => state.openFile);
  const detail = 'detail' in problem ? problem.detail : undefined;
  if (detail?.code === 'too-large') return <PartOfFile source={source} detail={detail} />;
  if (detail || !mayBeReadOtherwise.includes(problem.code)) return null;
  const choices = source.choices ?? {};
  const props = {
    dialect: null,
    choices,
    onChange: (change: ReadChoices) => void openFile({ ...source, choices: { ...choices, ...change } }),
  };
  const workbook = 'workbook' in problem ? problem.workbook : undefined;
  if (workbook) {
    return (
      <div className={styles.row}>
        <span>{say('otherwise.title')}</span>
        <SheetPart dialect={workbook} onChoose={(sheet) => props.onChange({ sheet })} />
        <HeaderPart {...props} />
      </div>
    );
  }
  return (
    <div className={styles.row}>
      <span>{say('otherwise.title')}</span>
      <DelimiterPart {...props} />
      <EncodingPart {...props} />
      <DecimalMarkPart {...props} />
      <HeaderPart {...props} />
    </div>
  );
}
