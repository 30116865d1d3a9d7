import { useEffect, useRef, useState } from 'react';
import { noiseOf, type ShrinkTrial } from '../../../../evaluation/shrink-trial.ts';
import type { SavedModel } from '../../../../export/model/model-file.ts';
import { measureStored, precisionOf, type ShrinkWay, shrinkTrained } from '../../../../export/model/shrink.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { useForecast } from '../context.ts';
import { saveModel } from './save-model.ts';
import styles from './take-away.module.css';
import type { TakeAwayWords } from './words/take-away-words.ts';

type Stored = { bytes: number; deflated: number };
type Found = { trial: ShrinkTrial<ShrinkWay>; stored: ReadonlyMap<ShrinkWay, Stored> };
type State = { kind: 'idle' | 'failed' } | { kind: 'running'; share: number } | ({ kind: 'done' } & Found);

async function storedOf({ trained }: SavedModel, { rows }: ShrinkTrial<ShrinkWay>): Promise<Found['stored']> {
  const sizes = rows.map(async ({ way }) => [way, await measureStored(shrinkTrained(trained, way), way)] as const);
  return new Map(await Promise.all(sizes));
}

function Table({ words, saved, found: { trial, stored } }: { words: TakeAwayWords; saved: SavedModel; found: Found }) {
  const { say, number, bytes } = words;
  const { rows, seedMaes } = trial;
  const noise = noiseOf(seedMaes);
  const whole = rows[0]?.mae ?? Number.NaN;
  const signed = (value: number) => (value > 0 ? `+${number(value)}` : number(value).replace('-', '\u2212'));
  return (
    <>
      <p className={styles.about} data-testid="shrink-noise">
        {say('shrink.noise', { noise: number(noise) })}
      </p>
      <div className={styles.scroll}>
        <table className={styles.table} data-testid="shrink-table">
          <thead>
            <tr>
              <th scope="col">{say('shrink.way')}</th>
              <th scope="col">{say('shrink.size')}</th>
              <th scope="col">{say('shrink.packed')}</th>
              <th scope="col">{say('shrink.time')}</th>
              <th scope="col">{say('shrink.error')}</th>
              <th scope="col">{say('shrink.change')}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {rows.map(({ way, mae, forecastMs }) => {
              const isRefused = mae - whole > noise;
              const size = stored.get(way);
              const name = say(`shrink.way.${way}`);
              return (
                <tr key={way} data-way={way} data-refused={isRefused}>
                  <th scope="row">{name}</th>
                  <td>{size && bytes(size.bytes)}</td>
                  <td>{size && bytes(size.deflated)}</td>
                  <td>{number(Math.round(forecastMs))} ms</td>
                  <td>{number(mae)}</td>
                  <td>{way === 'f32' ? '' : signed(mae - whole)}</td>
                  <td>
                    {isRefused && say('shrink.refused')}
                    {!isRefused && way !== 'f32' && (
                      <button
                        className={controls.link}
                        type="button"
                        aria-label={say('shrink.save-way', { way: name })}
                        onClick={() => {
                          const trained = shrinkTrained(saved.trained, way);
                          saveModel(words, { ...saved, trained }, precisionOf(way));
                        }}
                      >
                        {say('shrink.save')}
                      </button>
                    )}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </>
  );
}

/** What fewer bits or fewer weights would cost, and the model saved so where that is no more than chance. */
export function Smaller({ words, saved }: { words: TakeAwayWords; saved: SavedModel }) {
  const { say, percent } = words;
  const tryShrunk = useForecast((state) => state.tryShrunk);
  const [state, setState] = useState<State>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const start = async () => {
    const controller = new AbortController();
    running.current = controller;
    setState({ kind: 'running', share: 0 });
    const onShare = (share: number) => setState({ kind: 'running', share });
    const trial = await tryShrunk(saved.model, saved.settings, { signal: controller.signal, onShare });
    if (trial) setState({ kind: 'done', trial, stored: await storedOf(saved, trial) });
    else setState({ kind: controller.signal.aborted ? 'idle' : 'failed' });
  };
  return (
    <details className={styles.smaller}>
      <summary data-testid="shrink">
        {say('shrink.title')} <span>{say('shrink.hint')}</span>
      </summary>
      <div className={styles.part}>
        <p className={styles.about}>{say('shrink.why')}</p>
        {state.kind === 'running' ? (
          <p className={styles.about} role="status">
            {say('shrink.running', { share: percent(state.share) })}{' '}
            <button className={controls.link} type="button" onClick={() => running.current?.abort()}>
              {say('shrink.stop')}
            </button>
          </p>
        ) : (
          <button
            className={controls.button}
            type="button"
            data-testid="shrink-start"
            onClick={() => start().catch(() => setState({ kind: 'failed' }))}
          >
            {say('shrink.start')}
          </button>
        )}
        {state.kind === 'failed' && <p role="alert">{say('shrink.failed')}</p>}
        {state.kind === 'done' && <Table words={words} saved={saved} found={state} />}
      </div>
    </details>
  );
}
