import { type KeyboardEvent, type PointerEvent, useState } from 'react';
import { sayTime } from '../../i18n/dates.ts';
import { sayRange } from '../../i18n/ranges.ts';
import { clockAt } from '../../series/calendar.ts';
import { markKinds } from '../../series/marks.ts';
import type { Piece } from '../../series/pieces.ts';
import { useWords } from '../shell/context.ts';
import { actualLine, type ChartLine, valueAt } from './chart-lines.ts';
import styles from './cursor.module.css';
import type { Drawing } from './drawing.ts';
import { plotMargin } from './plot-frame.ts';
import { colorOf, Swatch } from './swatch.tsx';

/** A drawing narrower than this has no room for the readings beside the pointer. */
const narrowPx = 460;

type CursorProps = {
  drawing: Drawing;
  /** The part of the series around a point with every point of it; null while it is not here. */
  usePoints: (index: number) => Piece | null;
};

/**
 * Reads the chart at one point in time, by pointer or by keyboard. It lies over the drawing and reads the series itself,
 * so that the value shown is the exact one however much the drawing was thinned.
 */
export function Cursor({ drawing, usePoints }: CursorProps) {
  const { series, width, height, axisWidth, range, lines, colors, bands } = drawing;
  const { bottom, top } = drawing.valueAxis;
  const words = useWords();
  const timeOf = (index: number) => sayTime(words, clockAt(series, index), series.step);
  const [at, setAt] = useState<number | null>(null);
  const plotWidth = width - axisWidth - plotMargin.right;
  const plotHeight = height - plotMargin.top - plotMargin.bottom;
  const span = Math.max(1, range.to - range.from);
  const clamp = (index: number) => Math.min(range.to, Math.max(range.from, Math.round(index)));
  const index = at === null ? null : clamp(at);

  const point = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    setAt(clamp(range.from + ((event.clientX - left) / plotWidth) * span));
  };
  const press = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.round(span / 20));
    const from = index ?? range.to;
    const moves: Record<string, number> = {
      ArrowLeft: from - 1,
      ArrowRight: from + 1,
      ArrowDown: from - 1,
      ArrowUp: from + 1,
      PageDown: from - page,
      PageUp: from + page,
      Home: range.from,
      End: range.to,
    };
    const move = moves[event.key];
    if (move === undefined) {
      if (event.key === 'Escape') setAt(null);
      return;
    }
    event.preventDefault();
    setAt(clamp(move));
  };

  const shown = index ?? range.to;
  // The actual value is drawn last, on top, and read first.
  const inReadingOrder = [...lines.slice(-1), ...lines.slice(0, -1)];
  const around = usePoints(shown);
  const readings = inReadingOrder.flatMap((line) => {
    const value = valueAt(line.kind === 'actual' && around ? actualLine(around) : line, shown);
    return value === undefined ? [] : [{ line, value }];
  });
  const nameOf = ({ model, own }: ChartLine) =>
    own?.name ?? words.say(model === 'actual' ? 'chart.actual' : `model.${model}`);
  // The narrowest interval is read first.
  const intervals = [...bands].reverse().flatMap(({ level, start, low, high }) => {
    const step = shown - start;
    if (step < 0 || step >= low.length) return [];
    const name = words.say('chart.interval', { level: words.percent(level / 100) });
    return [{ level, name, text: sayRange(words, low[step], high[step], 5) }];
  });
  const notes = markKinds.flatMap((kind) => {
    if (!(around ?? drawing.piece).marks[kind]?.includes(shown)) return [];
    return [words.say(kind === 'filled' ? 'chart.filled' : `chart.note.${kind}`)];
  });
  const spoken = [
    timeOf(shown),
    ...readings.map(({ line, value }) => `${nameOf(line)} ${words.number(value)}`),
    ...intervals.map(({ name, text }) => `${name} ${text}`),
    ...notes,
  ];
  const x = ((shown - range.from) / span) * plotWidth;
  const isRight = x > plotWidth / 2;
  // Beside the pointer where there is room for it, else in the far corner.
  const farCorner = isRight ? { left: 4 } : { right: 4 };
  const beside = isRight ? { right: plotWidth - x + 14 } : { left: x + 14 };

  return (
    <div
      className={styles.cursor}
      style={{ left: axisWidth, top: plotMargin.top, width: plotWidth, height: plotHeight }}
      role="slider"
      tabIndex={0}
      aria-label={words.say('chart.cursor')}
      aria-valuemin={range.from}
      aria-valuemax={range.to}
      aria-valuenow={shown}
      aria-valuetext={spoken.join(', ')}
      onPointerMove={point}
      onPointerDown={point}
      onPointerLeave={() => setAt(null)}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) setAt(shown);
      }}
      onBlur={() => setAt(null)}
      onKeyDown={press}
    >
      {index !== null && (
        <>
          <div className={styles.crosshair} style={{ left: x }} />
          {readings.map(({ line, value }) => {
            const y = (1 - (value - bottom) / (top - bottom)) * plotHeight;
            if (y < 0 || y > plotHeight) return null;
            return (
              <div
                key={line.key}
                className={styles.point}
                style={{ left: x, top: y, background: colorOf(line, colors) }}
              />
            );
          })}
          <div className={styles.tip} data-testid="chart-tip" style={plotWidth < narrowPx ? farCorner : beside}>
            <p className={styles.tipTime}>{timeOf(index)}</p>
            {readings.map(({ line, value }) => (
              <p key={line.key} className={styles.tipRow}>
                <Swatch color={colorOf(line, colors)} />
                <span>{nameOf(line)}</span>
                <strong>{words.number(value, 5)}</strong>
              </p>
            ))}
            {intervals.map(({ level, name, text }) => (
              <p key={level} className={`${styles.tipRow} ${styles.tipNote}`}>
                <span>{name}</span>
                <strong>{text}</strong>
              </p>
            ))}
            {notes.map((note) => (
              <p key={note} className={styles.tipNote}>
                {note}
              </p>
            ))}
          </div>
        </>
      )}
    </div>
  );
}
