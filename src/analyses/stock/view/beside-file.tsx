import { type ReactNode, useEffect, useRef, useState } from 'react';
import { sayProblem } from '../../../i18n/problem-words.ts';
import type { SessionProblem } from '../../../session/shown.ts';
import { readEndings } from '../../../table/formats/format-cards.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { Joined, Listed } from '../state/join-items.ts';
import { useStock } from './context.ts';
import styles from './stock.module.css';
import { type StockWords, stockWords } from './words/stock-words.ts';

/** A button that picks a file of stock. */
function PickBeside({ isLink = false }: { isLink?: boolean }) {
  const { say } = useWords(stockWords);
  const addBeside = useStock((state) => state.addBeside);
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        hidden
        accept={readEndings}
        data-testid="stock-file"
        onChange={({ target }) => {
          const file = target.files?.[0];
          if (file) void addBeside({ name: file.name, blob: file });
          target.value = '';
        }}
      />
      <button
        className={isLink ? controls.link : controls.button}
        type="button"
        data-testid="stock-add-file"
        onClick={() => input.current?.click()}
      >
        {say('stock.beside.add')}
      </button>
    </>
  );
}

/** Takes a file that is dropped on this view as one of stock, not as another one to forecast. */
export function DropBeside({ children }: { children: ReactNode }) {
  const addBeside = useStock((state) => state.addBeside);
  const { say } = useWords(stockWords);
  const place = useRef<HTMLDivElement>(null);
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    const over = (event: DragEvent) => {
      if (!event.dataTransfer?.types.includes('Files')) return;
      event.preventDefault();
      setIsOver(true);
    };
    const leave = ({ relatedTarget }: DragEvent) => {
      if (!element.contains(relatedTarget as Node | null)) setIsOver(false);
    };
    const drop = (event: DragEvent) => {
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      if (!file) return;
      // The page would open it in the place of the first.
      event.preventDefault();
      void addBeside({ name: file.name, blob: file });
    };
    element.addEventListener('dragover', over);
    element.addEventListener('dragleave', leave);
    element.addEventListener('drop', drop);
    return () => {
      element.removeEventListener('dragover', over);
      element.removeEventListener('dragleave', leave);
      element.removeEventListener('drop', drop);
    };
  }, [addBeside]);
  return (
    <div ref={place} className={styles.drop} data-over={isOver}>
      {children}
      {isOver && (
        <p className={styles.dropNow} data-testid="stock-drop" aria-hidden="true">
          {say('stock.beside.drop')}
        </p>
      )}
    </div>
  );
}

function sayListed({ say, list }: StockWords, { count, first }: Listed): string {
  const names = list([...first]);
  return count > first.length ? say('stock.beside.more', { names }) : names;
}

/** What became of joining the second file, in sentences; the first is the one that matters. */
function sayJoined(words: StockWords, name: string, joined: Joined, isUsed: boolean): string[] {
  const { say, list } = words;
  const { keys, missing, matched, series, rows, repeated, withoutZeros } = joined;
  if (keys.length === 0) return [say('stock.beside.no-key', { name })];
  if (missing.length > 0) return [say('stock.beside.missing', { name, columns: list(missing) })];
  const named = list(keys.map(({ own, other }) => (own === other ? own : say('stock.beside.key', { own, other }))));
  const listed = (key: 'series' | 'rows' | 'repeated', of: Listed) =>
    of.count > 0 ? [say(`stock.beside.${key}`, { count: of.count, names: sayListed(words, of) })] : [];
  return [
    say('stock.beside.matched', { name, matched, count: matched + series.count, keys: named }),
    ...(isUsed ? [] : [say('stock.beside.no-values', { name })]),
    ...listed('series', series),
    ...listed('rows', rows),
    ...listed('repeated', repeated),
    ...(withoutZeros > 0 ? [say('stock.beside.zeros', { count: withoutZeros })] : []),
  ];
}

/** The second file: where it goes, or what became of it. */
export function BesideFile({ unknown }: { unknown: boolean }) {
  const words = useWords(stockWords);
  const { say } = words;
  const reading = useStock((state) => state.reading);
  const beside = useStock((state) => state.beside);
  const resolved = useStock((state) => state.resolved);
  const remove = useStock((state) => state.removeBeside);
  const joined = beside ? (resolved?.joined ?? null) : null;
  const isUsed = Object.values(resolved ?? {}).some(
    (field) => field !== null && typeof field === 'object' && 'source' in field && field.source?.from === 'beside',
  );
  if (reading.state === 'reading') return <p role="status">{say('stock.beside.reading', { name: reading.name })}</p>;
  const failed =
    reading.state === 'failed'
      ? reading.problem.code === 'beside-too-long'
        ? say('stock.beside.too-long', reading.problem.params as { rows: number; most: number })
        : sayProblem(words, reading.problem as SessionProblem, true)
      : null;
  const said = beside && joined ? sayJoined(words, beside.name, joined, isUsed) : [];
  const isPlain = joined !== null && joined.matched > 0 && joined.series.count === 0 && isUsed;
  return (
    <div className={isPlain ? styles.besidePlain : controls.calm} data-testid="stock-beside">
      {failed && reading.state === 'failed' && (
        <p role="alert">{say('stock.beside.failed', { name: reading.name, reason: failed })}</p>
      )}
      {beside ? (
        <>
          <p data-matched={joined?.matched ?? ''}>{words.sentences(said)}</p>
          <span className={controls.noticeActions}>
            <PickBeside isLink />
            <button className={controls.link} type="button" data-testid="stock-remove-file" onClick={remove}>
              {say('stock.beside.remove')}
            </button>
          </span>
        </>
      ) : (
        <>
          <p>
            {unknown && <strong>{say('stock.beside.unknown')} </strong>}
            <span className={controls.faint}>{say('stock.beside.hint')}</span>
          </p>
          <PickBeside />
        </>
      )}
    </div>
  );
}
