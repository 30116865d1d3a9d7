import { formatDate } from '../../i18n/dates.ts';
import type { Words } from '../../i18n/words.ts';
import { isRecalled } from '../../session/reading-memory.ts';
import type { Candidate, OpenedTable } from '../../session/shown.ts';
import type { ReadChoices, ValueChoice } from '../../table/table.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './reading.module.css';

/** Something the reader did of itself, or would do: said in words, and done or undone by a click. */
type Aside = { key: string; text: string; click: string; choices: ReadChoices };

const mostNamed = 8;

/** What was left out of a file or taken for missing, and how to have it back; what the user has back, and how to leave it out. */
export function listAsides(words: Words, { profile, source }: OpenedTable): Aside[] {
  const { say, list, number } = words;
  const { leftOut = [], missingCodes = [], zeroFilled = [], closed = [] } = profile.notes;
  const { choices = {} } = source;
  const { columns: chosen = {} } = choices;
  const asides: Aside[] = [];
  const isLeft = choices.timeAcross === false;
  if (isLeft || profile.notes.periodColumns > 0) {
    asides.push({
      key: 'periods',
      text: isLeft ? say('aside.periods.left') : say('aside.periods', { count: profile.notes.periodColumns }),
      click: say(isLeft ? 'aside.periods.turn' : 'aside.periods.leave'),
      choices: { timeAcross: isLeft },
    });
  }
  for (const { reason, rows, names } of leftOut) {
    if (reason !== 'totals' && reason !== 'plans') continue;
    const named = list(names.slice(0, mostNamed));
    const text = names.length > 0 ? say(`aside.${reason}.named`, { count: rows, names: named }) : null;
    asides.push({
      key: reason,
      text: text ?? say(`aside.${reason}`, { count: rows }),
      click: say(`aside.${reason}.keep`),
      choices: reason === 'totals' ? { keepsTotals: true } : { keepsPlans: true },
    });
  }
  if (choices.keepsTotals) {
    const click = say('aside.totals.leave');
    asides.push({ key: 'totals', text: say('aside.totals.kept'), click, choices: { keepsTotals: false } });
  }
  if (choices.keepsPlans) {
    const click = say('aside.plans.leave');
    asides.push({ key: 'plans', text: say('aside.plans.kept'), click, choices: { keepsPlans: false } });
  }
  const ofColumns = (columns: readonly string[], choice: ValueChoice): ReadChoices => ({
    columns: { ...chosen, ...Object.fromEntries(columns.map((name) => [name, { ...chosen[name], ...choice }])) },
  });
  for (const [code, found] of groupBy(missingCodes, (one) => one.code)) {
    const columns = found.map(({ column }) => column);
    const count = found.reduce((sum, { cells }) => sum + cells, 0);
    asides.push({
      key: `code ${code}`,
      text: say('aside.code', { code: number(code, 9), columns: list(columns.slice(0, mostNamed)), count }),
      click: say('aside.values.keep'),
      choices: ofColumns(columns, { keepsCodes: true }),
    });
  }
  for (const [fromMs, found] of groupBy(zeroFilled, (one) => one.fromMs)) {
    const columns = found.map(({ column }) => column);
    const count = found.reduce((sum, { cells }) => sum + cells, 0);
    const date = formatDate(words.language, fromMs, { dateStyle: 'long' });
    asides.push({
      key: `zeros ${fromMs}`,
      text: say('aside.zeros', { columns: list(columns.slice(0, mostNamed)), date, count }),
      click: say('aside.values.keep'),
      choices: ofColumns(columns, { keepsZeros: true }),
    });
  }
  for (const [word, found] of groupBy(closed, (one) => one.word)) {
    const columns = found.map(({ column }) => column);
    const count = found.reduce((sum, { cells }) => sum + cells, 0);
    asides.push({
      key: `closed ${word}`,
      text: say('aside.closed', { columns: list(columns.slice(0, mostNamed)), word, count }),
      click: say('aside.values.missing'),
      choices: ofColumns(columns, { closedIsMissing: true }),
    });
  }
  for (const [kept, key, click] of [
    ['keepsCodes', 'aside.code.kept', 'aside.values.missing'],
    ['keepsZeros', 'aside.zeros.kept', 'aside.values.missing'],
    ['closedIsMissing', 'aside.closed.missing', 'aside.closed.zero'],
  ] as const) {
    const columns = Object.keys(chosen).filter((name) => chosen[name]?.[kept]);
    if (columns.length === 0) continue;
    const text = say(key, { columns: list(columns.slice(0, mostNamed)) });
    asides.push({
      key: kept,
      text,
      click: say(click),
      choices: ofColumns(columns, { [kept]: false }),
    });
  }
  return asides;
}

function groupBy<Key, Value>(values: readonly Value[], keyOf: (value: Value) => Key): Map<Key, Value[]> {
  const groups = new Map<Key, Value[]>();
  for (const value of values) groups.set(keyOf(value), [...(groups.get(keyOf(value)) ?? []), value]);
  return groups;
}

/** Says that a file was read as one with the same columns was before, where that is not as usual. */
export function ReadAsBefore({ table }: { table: Candidate }) {
  const { say } = useWords();
  const readAnew = useSession((state) => state.readAnew);
  if (!isRecalled(table)) return null;
  return (
    <p className={styles.recalled} data-testid="read-as-before">
      {say('reading.as-before')}{' '}
      <button className={controls.link} type="button" data-testid="read-anew" onClick={() => void readAnew()}>
        {say('reading.anew')}
      </button>
    </p>
  );
}

/** What was left out or taken for missing, each with the click that has it back. */
export function SetAside({ table }: { table: OpenedTable }) {
  const words = useWords();
  const readAs = useSession((state) => state.readAs);
  const asides = listAsides(words, table);
  if (asides.length === 0) return null;
  return (
    <ul className={styles.asides} data-testid="set-aside">
      {asides.map(({ key, text, click, choices }) => (
        <li key={key} data-aside={key}>
          {text}{' '}
          <button className={controls.link} type="button" onClick={() => void readAs(choices)}>
            {click}
          </button>
        </li>
      ))}
    </ul>
  );
}
