/** The data worker, which holds a few tables: what is asked of another has that one read first. */

import type { AnalysisId } from '../analyses/list.ts';
import { ok, type Result } from '../base/result.ts';
import type { PanelProgress, SeriesSummary } from '../series/panel.ts';
import type { PanelComparison } from '../series/panel-comparison.ts';
import type { ReadProgress } from '../table/finish-table.ts';
import { type CallResult, type Cancelled, WorkerClient, type WorkerLike } from '../worker/client.ts';
import { readPart } from '../worker/panel-parts.ts';
import type {
  InputHandle,
  PanelOverview,
  ProblemOf,
  TableHandle,
  TablePreview,
  TableProfile,
  TableSource,
} from '../worker/protocol.ts';
import type { Candidate } from './shown.ts';

/** As many as the worker keeps. */
const mostHeld = 2;

type TableResult = Result<TableProfile, ProblemOf<'read-table'> | Cancelled>;

export class TableHolder {
  readonly #worker: WorkerClient;
  readonly #onProgress: (progress: ReadProgress) => void;
  /** The files whose tables the worker holds, the one read last at the end. */
  #held: { source: TableSource; table: TableHandle; profile: TableProfile }[] = [];
  #inputs = new Set<InputHandle>();

  /**
   * @param onProgress told of every reading that has not been called off
   * @param onEnd told when the worker has ended, and with it all ways to it
   */
  constructor(start: () => WorkerLike, onProgress: (progress: ReadProgress) => void, onEnd: () => void = () => {}) {
    this.#worker = new WorkerClient(start, () => {
      this.#held = [];
      this.#inputs.clear();
      onEnd();
    });
    this.#onProgress = onProgress;
  }

  /** Starts the worker, so that its code is there when a file comes. */
  start(): void {
    this.#worker.start();
  }

  /** @param isBeside whether it is read beside what the user waits for, who is not told of it */
  async readTable(source: TableSource, signal: AbortSignal, isBeside = false): Promise<TableResult> {
    const onProgress = (progress: ReadProgress) => {
      if (!signal.aborted && !isBeside) this.#onProgress(progress);
    };
    const read = await this.#worker.call('read-table', source, { signal, onProgress, standsAlone: true });
    if (!read.ok) return read;
    const others = this.#held.filter((held) => held.source !== source);
    this.#held = [...others, { source, ...read.value }].slice(-mostHeld);
    return ok(read.value.profile);
  }

  /** Reads a table again where the worker does not hold it any more. */
  async hold(source: TableSource, signal: AbortSignal, isBeside = false): Promise<TableResult> {
    const held = this.#held.find((one) => one.source === source);
    return held ? ok(held.profile) : this.readTable(source, signal, isBeside);
  }

  /**
   * Has an analysis prepare its input of a table held.
   *
   * @param request what it asks for
   */
  async prepareInput(
    source: TableSource,
    analysis: AnalysisId,
    request: unknown,
    signal: AbortSignal,
  ): Promise<CallResult<'prepare-input'>> {
    const table = this.#handleOf(source);
    const prepared = await this.#worker.call('prepare-input', { table, analysis, request }, { signal });
    if (prepared.ok) this.#inputs.add(prepared.value.input);
    return prepared;
  }

  /** Something of an input that the worker has. */
  fetchInput(input: InputHandle, need: unknown): Promise<CallResult<'fetch-input'>> {
    return this.#worker.call('fetch-input', { input, need });
  }

  /** Whether the worker still has an input. */
  has(input: InputHandle): boolean {
    return this.#inputs.has(input);
  }

  /** Lets go of every input but these. */
  keepInputs(used: readonly InputHandle[]): void {
    const inputs = [...this.#inputs].filter((input) => !used.includes(input));
    if (inputs.length === 0) return;
    for (const input of inputs) this.#inputs.delete(input);
    void this.#worker.call('release-inputs', { inputs });
  }

  /** A port over which inputs can be asked for. */
  openInputs(): MessagePort {
    const { port1, port2 } = new MessageChannel();
    void this.#worker.call('connect', { port: port1 }, { transfer: [port1] });
    return port2;
  }

  /** Lists all series of a table held. */
  async listSeries(
    { source, choice, rules }: Candidate,
    signal: AbortSignal,
    onProgress: (progress: PanelProgress) => void,
  ): Promise<Result<PanelOverview, ProblemOf<'read-panel'> | Cancelled>> {
    const table = this.#handleOf(source);
    const series: SeriesSummary[] = [];
    const listed = await this.#worker.call(
      'read-panel',
      { table, choice, rules },
      {
        signal,
        onProgress(progress) {
          if ('part' in progress) series.push(...readPart(progress.part));
          else onProgress(progress);
        },
      },
    );
    return listed.ok ? ok({ ...listed.value, series }) : listed;
  }

  /**
   * What a file has that an earlier state of it had not.
   *
   * @returns null where they have nothing in common, either cannot be read any more, or it was called off
   */
  async comparePanels(earlier: Candidate, later: Candidate, signal: AbortSignal): Promise<PanelComparison | null> {
    for (const { source } of [earlier, later]) {
      const held = await this.hold(source, signal, true);
      if (!held.ok || signal.aborted) return null;
    }
    // What was changed by hand, or for events, was so in the page, not in the file.
    const requestOf = ({ source, choice, rules }: Candidate) => ({
      table: this.#handleOf(source),
      choice,
      rules: { ...rules, points: {}, events: undefined },
    });
    const request = { earlier: requestOf(earlier), later: requestOf(later), byHand: earlier.rules.points };
    const compared = await this.#worker.call('compare-panels', request, { signal });
    return compared.ok ? compared.value : null;
  }

  /** Rows of a table, from `firstRow` on, counted from 1; null where the file cannot be read any more. */
  async previewRows(source: TableSource, firstRow: number, rows: number): Promise<TablePreview | null> {
    const held = await this.hold(source, new AbortController().signal);
    if (!held.ok) return null;
    const read = await this.#worker.call('preview-rows', { table: this.#handleOf(source), firstRow, rows });
    return read.ok ? read.value : null;
  }

  /** 0 is no table: the worker then says that it holds none. */
  #handleOf(source: TableSource): TableHandle {
    return this.#held.find((one) => one.source === source)?.table ?? 0;
  }
}
