/** The data worker, which holds one table at a time: what is asked of another has that one read first. */

import { ok, type Result } from '../base/result.ts';
import type { OtherSeries } from '../series/panel.ts';
import type { Step } from '../series/step.ts';
import { type CallOptions, type CallResult, type Cancelled, WorkerClient, type WorkerLike } from '../worker/client.ts';
import type { CallKind, Calls, PanelProgress, ReadProgress, TablePreview, TableSource } from '../worker/protocol.ts';
import type { Candidate, LoadedData, SessionProblem } from '../analyses/forecast/state/run.ts';

export class TableHolder {
  readonly #worker: WorkerClient;
  readonly #onProgress: (progress: ReadProgress) => void;
  /** The file whose table the worker holds; null where that is not certain. */
  #held: TableSource | null = null;
  /** What was read last of the other series, and beside which. */
  #gathered: { data: LoadedData; others: OtherSeries } | null = null;

  /** @param onProgress told of every reading that has not been called off */
  constructor(start: () => WorkerLike, onProgress: (progress: ReadProgress) => void) {
    this.#worker = new WorkerClient(start);
    this.#onProgress = onProgress;
  }

  async readTable(source: TableSource, signal: AbortSignal): Promise<CallResult<'read-table'>> {
    this.#held = null;
    const onProgress = (progress: ReadProgress) => {
      if (!signal.aborted) this.#onProgress(progress);
    };
    const read = await this.#worker.call('read-table', source, { signal, onProgress });
    if (read.ok && !signal.aborted) this.#held = source;
    return read;
  }

  /** Reads a table again where the worker may hold another one. */
  async hold(source: TableSource, signal: AbortSignal): Promise<Result<unknown, SessionProblem | Cancelled>> {
    return this.#held === source ? ok(null) : this.readTable(source, signal);
  }

  /**
   * Reads a series out of the table held.
   *
   * @param step the rhythm of its panel; null where it is not known
   */
  async prepareSeries(
    { choice, rules, uniqueId }: Candidate,
    step: Step | null,
    signal: AbortSignal,
  ): Promise<CallResult<'prepare-series'>> {
    return this.#call('prepare-series', { choice, rules, uniqueId, step }, { signal });
  }

  /** Lists all series of the table held. */
  listSeries(
    { choice, rules }: Candidate,
    signal: AbortSignal,
    onProgress: (progress: PanelProgress) => void,
  ): Promise<CallResult<'read-panel'>> {
    return this.#call('read-panel', { choice, rules }, { signal, onProgress });
  }

  /** All series of a file but the one shown. */
  async readOthers(data: LoadedData, signal: AbortSignal): Promise<Result<OtherSeries, SessionProblem | Cancelled>> {
    if (this.#gathered?.data === data) return ok(this.#gathered.others);
    const held = await this.hold(data.source, signal);
    if (!held.ok) return held;
    const { choice, rules, series } = data;
    const shown = { uniqueId: series.uniqueId, step: series.step };
    const read = await this.#call('read-others', { choice, rules, shown }, { signal });
    if (read.ok) this.#gathered = { data, others: read.value };
    return read;
  }

  /** Rows of a table, from `firstRow` on, counted from 1; null where the file cannot be read any more. */
  async previewRows(source: TableSource, firstRow: number, rows: number): Promise<TablePreview | null> {
    const held = await this.hold(source, new AbortController().signal);
    if (!held.ok) return null;
    const read = await this.#call('preview-rows', { firstRow, rows });
    return read.ok ? read.value : null;
  }

  /** A worker that has died holds nothing any more: the next one starts without a table. */
  async #call<Kind extends CallKind>(
    kind: Kind,
    input: Calls[Kind]['input'],
    options: CallOptions<Kind> = {},
  ): Promise<CallResult<Kind>> {
    const result = await this.#worker.call(kind, input, options);
    if (!result.ok && result.problem.code === 'worker-died') this.#held = null;
    return result;
  }
}
