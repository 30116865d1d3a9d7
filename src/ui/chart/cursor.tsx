import { type KeyboardEvent, type MouseEvent, type PointerEvent, type ReactNode, useRef, useState } from 'react';
import { sayTime } from '../../i18n/dates.ts';
import { sayRange } from '../../i18n/ranges.ts';
import { clockAt } from '../../series/calendar.ts';
import { markKinds } from '../../series/marks.ts';
import type { Piece } from '../../series/pieces.ts';
import { useWords } from '../shell/context.ts';
import { actualLine, type ChartLine, valueAt } from './chart-lines.ts';
import styles from './cursor.module.css';
import type { Drawing } from './drawing.ts';
import { choosableNear } from './marks.ts';
import { boxOf, plotMargin } from './plot-frame.ts';
import { PointPanel } from './point-panel.tsx';
import { colorOf, Swatch } from './swatch.tsx';

/** A drawing narrower than this has no room for the readings beside the pointer. */
const narrowPx = 460;
/** A mark is hit from so far away. */
const reachPx = 10;

type CursorProps = {
  drawing: Drawing;
  /** The part of the series around a point with every point of it; null while it is not here. */
  usePoints: (index: number) => Piece | null;
  /** What can be chosen for a point that bears a mark, where something can. */
  renderChoice?: ((index: number, close: () => void) => ReactNode) | undefined;
};

/**
 * Reads the chart at one point in time, by pointer or by keyboard. It lies over the drawing and reads the series itself,
 * so that the value shown is the exact one however much the drawing was thinned.
 */
export function Cursor({ drawing, usePoints, renderChoice }: CursorProps) {
  const { series, axisWidth, range, lines, colors, bands } = drawing;
  const { bottom, top } = drawing.valueAxis;
  const words = useWords();
  const timeOf = (index: number) => sayTime(words, clockAt(series, index), series.step);
  const [at, setAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState<number | null>(null);
  const element = useRef<HTMLDivElement>(null);
  const { width: plotWidth, height: plotHeight } = boxOf(drawing);
  const span = Math.max(1, range.to - range.from);
  const clamp = (index: number) => Math.min(range.to, Math.max(range.from, Math.round(index)));
  const index = at === null ? null : clamp(at);

  const indexUnder = (event: MouseEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    return clamp(range.from + ((event.clientX - left) / plotWidth) * span);
  };
  const point = (event: PointerEvent<HTMLDivElement>) => setAt(indexUnder(event));
  const choosableAt = (wanted: number, pixels: number) =>
    renderChoice ? choosableNear((around ?? drawing.piece).marks, wanted, (pixels / plotWidth) * span) : null;
  const close = () => {
    setChosen(null);
    element.current?.focus({ preventScroll: true });
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
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      setChosen(choosableAt(shown, 0));
      return;
    }
    const move = moves[event.key];
    if (move === undefined) {
      if (event.key === 'Escape') setAt(null);
      return;
    }
    event.preventDefault();
    setAt(clamp(move));
  };

  const shown = index ?? range.to;
  // What is drawn last, on top, is read first: the actual value, then the leading model.
  const inReadingOrder = [...lines].reverse();
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
  const isChoosable = choosableAt(shown, reachPx) !== null;
  if (isChoosable) notes.push(words.say('chart.point.hint'));
  const spoken = [
    timeOf(shown),
    ...readings.map(({ line, value }) => `${nameOf(line)} ${words.number(value)}`),
    ...intervals.map(({ name, text }) => `${name} ${text}`),
    ...notes,
  ];
  const x = ((shown - range.from) / span) * plotWidth;
  /** Beside the pointer where there is room for it, else in the far corner. */
  const besideOf = (x: number) => {
    const isRight = x > plotWidth / 2;
    if (plotWidth < narrowPx) return isRight ? { left: 4 } : { right: 4 };
    return isRight ? { right: plotWidth - x + 14 } : { left: x + 14 };
  };
  const frame = { left: axisWidth, top: plotMargin.top, width: plotWidth, height: plotHeight };

  const cursor = (
    <div
      ref={element}
      className={styles.cursor}
      data-choosable={isChoosable && index !== null}
      style={frame}
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
      onClick={(event) => setChosen(choosableAt(indexUnder(event), reachPx))}
      onFocus={(event) => {
        if (event.currentTarget.matches(':focus-visible')) setAt(shown);
      }}
      onBlur={() => setAt(null)}
      onKeyDown={press}
    >
      {index !== null && chosen === null && (
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
          <div className={styles.tip} data-testid="chart-tip" style={besideOf(x)}>
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
  const chosenX = (((chosen ?? 0) - range.from) / span) * plotWidth;
  return (
    <>
      {cursor}
      {chosen !== null && (
        <div className={styles.choiceFrame} style={frame}>
          <div className={styles.crosshair} style={{ left: chosenX }} />
          <PointPanel label={timeOf(chosen)} place={besideOf(chosenX)} onClose={close}>
            {renderChoice?.(chosen, close)}
          </PointPanel>
        </div>
      )}
    </>
  );
}
