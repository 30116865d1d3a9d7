import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { candidateOf } from '../../../../session/shown.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import type { PanelFindings as PanelAnswer, PanelFinding } from '../../unusual/findings.ts';
import { useWhy } from '../context.ts';
import { useScan } from '../use-scan.ts';
import { dateCode, sayAnomaly, sayBreak, sayDates, saySince, saySize } from './say-finding.ts';
import styles from './unusual.module.css';
import { unusualWords } from './words/unusual-words.ts';

/** A list of more is read by nobody. */
const mostListed = 100;

type Known = { count: number; findings: PanelFinding[] };

/** Findings in order, no more than are listed. */
function ranked(before: readonly PanelFinding[], more: readonly PanelFinding[]): PanelFinding[] {
  return [...before, ...more].sort((a, b) => b.weight - a.weight).slice(0, mostListed);
}

function Row({ finding, onOpen }: { finding: PanelFinding; onOpen: (uniqueId: string) => void }) {
  const words = useWords(unusualWords);
  const { uniqueId, step, fromMs, toMs, atMs, anomaly, broken } = finding;
  return (
    <tr data-date={dateCode(atMs, step)} data-series={uniqueId}>
      <th scope="row">
        <button className={controls.link} type="button" onClick={() => onOpen(uniqueId)}>
          {uniqueId}
        </button>
      </th>
      <td>{anomaly ? sayDates(words, fromMs, toMs, step) : saySince(words, fromMs, toMs, atMs, step)}</td>
      <td>{anomaly ? sayAnomaly(words, anomaly, step) : broken && sayBreak(words, broken)}</td>
      <td>{anomaly ? saySize(words, anomaly.deviate) : ''}</td>
    </tr>
  );
}

/** What is unusual in any series of the file: looked for on demand, some series at a time, and stopped at once. */
export function PanelFindings({ data }: { data: LoadedSeries }) {
  const words = useWords(unusualWords);
  const { say } = words;
  const look = useWhy((state) => state.look);
  const show = useSession((state) => state.show);
  const scan = useScan<PanelAnswer, Known>(
    data.profile,
    async (from, end, signal) => (await look<'unusual-of'>({ kind: 'unusual-of', from, end }, signal))?.answer ?? null,
    (known, { findings }) => ({
      count: (known?.count ?? 0) + findings.length,
      findings: ranked(known?.findings ?? [], findings),
    }),
  );
  const { known, isDone } = scan;
  return (
    <section className={styles.panel} aria-labelledby="unusual-panel-title">
      <h3 id="unusual-panel-title">{say('unusual.panel')}</h3>
      <p className={controls.faint}>{say('unusual.panel.why')}</p>
      {scan.isRunning ? (
        <p className={styles.progress}>
          <progress value={scan.done} max={Math.max(1, scan.total)} />
          <span role="status">
            {scan.total === 0
              ? say('unusual.looking')
              : say('unusual.panel.progress', { done: scan.done, total: scan.total })}
          </span>
          <button className={controls.button} type="button" data-testid="unusual-stop" onClick={scan.stop}>
            {say('unusual.panel.stop')}
          </button>
        </p>
      ) : (
        !isDone && (
          <p>
            <button className={controls.button} type="button" data-testid="unusual-all" onClick={scan.start}>
              {say(scan.done > 0 ? 'unusual.panel.on' : 'unusual.panel.look')}
            </button>
          </p>
        )
      )}
      {isDone && known && (
        <p>
          {known.count === 0
            ? say('unusual.panel.none')
            : words.sentences([
                say('unusual.panel.found', { count: known.count, series: words.number(scan.total) }),
                ...(known.count > known.findings.length
                  ? [say('unusual.panel.most', { count: known.findings.length })]
                  : []),
              ])}
        </p>
      )}
      {known && known.findings.length > 0 && (
        <ScrollRegion className={styles.scroll ?? ''} labelledBy="unusual-panel-title">
          <table className={styles.table} data-testid="unusual-panel">
            <thead>
              <tr>
                {(['series', 'when', 'what', 'size'] as const).map((column) => (
                  <th key={column} scope="col">
                    {say(`unusual.panel.${column}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {known.findings.map((finding) => (
                <Row
                  key={`${finding.uniqueId} ${finding.atMs} ${finding.broken?.kind ?? ''}`}
                  finding={finding}
                  onOpen={(uniqueId) => void show({ ...candidateOf(data), uniqueId }, 'why')}
                />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      )}
    </section>
  );
}
