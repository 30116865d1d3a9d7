/** What `decide -- replay` needs of the app: forecasters besides decisions, so a bundle of its own. */
import { openAsBlob } from 'node:fs';
import { basename } from 'node:path';
import process from 'node:process';
import { findBadNumber } from '../../src/decisions/problem.ts';
import { readSeries } from '../../src/score/read-series.ts';
import {
  type ReplayedSeries,
  type ReplayFileOptions,
  replaySeries,
  summariseReplay,
} from '../../src/score/replay-file.ts';
import { sayFileProblem } from '../score/say-problem.ts';
import { sayDecisionProblem } from './say-problem.ts';

export { sayDecisionProblem };

type Options = Omit<ReplayFileOptions, 'target'> & {
  /** Shares of demand to be met, each replayed by itself. */
  fills: number[];
  columns: Parameters<typeof readSeries>[2];
};

/** @returns a line for each target and kind of series; a sentence where that cannot be */
export async function replayFile(path: string, { fills, columns, ...options }: Options) {
  const bad = findBadNumber(fills.map((share) => ['fills', 'share', share] as const));
  if (bad) return sayDecisionProblem(bad);
  const read = await readSeries(await openAsBlob(path), basename(path), columns);
  if (!read.ok) return sayFileProblem(path, read.problem);
  const lines: object[] = [];
  for (const share of fills) {
    const started = process.cpuUsage();
    const replayed: ReplayedSeries[] = [];
    for (const series of read.value.series) {
      const one = await replaySeries(series, { ...options, target: { kind: 'fill', share } });
      if (one) replayed.push(one);
    }
    if (replayed.length === 0) return `${path}: no series is long enough for ${options.steps} steps of replay.`;
    const { user, system } = process.cpuUsage(started);
    for (const kind of ['all', 'intermittent', 'regular'] as const) {
      const some = replayed.filter((one) => kind === 'all' || one.isIntermittent === (kind === 'intermittent'));
      if (some.length > 0) lines.push({ target: share, kind, ...summariseReplay(some) });
    }
    lines.push({ target: share, kind: 'cpu', seconds: (user + system) / 1e6 });
  }
  return lines;
}
