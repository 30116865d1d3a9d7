/** What is read: a file, the table in it, what an analysis makes of that; and all of it again in another way. */
import { type AnalysisId, analysisIds } from '../analyses/list.ts';
import { fail as failResult, ok, type Result } from '../base/result.ts';
import { usualRules } from '../series/panel.ts';
import type { ReadChoices } from '../table/table.ts';
import type { CallResult, Cancelled } from '../worker/client.ts';
import type { JobPool } from '../worker/job-pool.ts';
import type { InputHandle, TableProfile, TableSource } from '../worker/protocol.ts';
import type { BackendStart } from './backend-start.ts';
import type { Place, Visits } from './browser-history.ts';
import { createPanelLister } from './panel-list.ts';
import { fingerprint, type ReadingMemory } from './reading-memory.ts';
import { type Fetch, fetchSample, listSamples } from './samples.ts';
import { carriedSelection, guessedSelection, isSameChoice, type Selection } from './selection.ts';
import type { AnalysisState } from './session-side.ts';
import type { ReadingActions, Store } from './session-state.ts';
import { type Attempt, type Candidate, candidateOf, type PreparedInput, type SessionProblem } from './shown.ts';
import type { TableHolder } from './table-holder.ts';
import { whatRuns } from './what-runs.ts';

/** A table with the questions asked at the first reading, so that an answer can be changed. */
function withQuestionsOf(before: TableProfile, profile: TableProfile): TableProfile {
  const asked = new Map(before.columns.map(({ name, question }) => [name, question ?? null]));
  const columns = profile.columns.map((column) => ({
    ...column,
    question: column.question ?? asked.get(column.name) ?? null,
  }));
  return { ...profile, columns };
}

function namesOf({ columns }: TableProfile): string[] {
  return columns.map(({ name }) => name);
}

/** Whether both are the same table, however its cells are understood. */
function isSame(one: TableSource, other: TableSource): boolean {
  return one.blob === other.blob && one.choices?.sheet === other.choices?.sheet;
}

/** The analysis to show a table in: the one in front, where the table suits it. */
function suitingAnalysis({ refusals }: TableProfile, wanted: AnalysisId): AnalysisId {
  return refusals[wanted] ? (analysisIds.find((id) => !refusals[id]) ?? wanted) : wanted;
}

export type ReadingPart = {
  actions: ReadingActions;
  /** Shows a place that the browser went to. */
  goTo(place: Place): Promise<void>;
  /**
   * Reads a file as it was read before, and shows what was shown of it.
   *
   * @param restore puts back what there was, before it is shown; null where the file turns out to be another
   */
  openAsBefore(
    source: TableSource,
    analysis: AnalysisId,
    restore: (profile: TableProfile) => Promise<Candidate | null>,
  ): Promise<void>;
  /** The analysis to show the next file in, where it suits it. */
  prefer(analysis: AnalysisId): void;
  /** Begins to read something that is no table; any earlier reading is void, as this one is once a later one begins. */
  begin(name: string): AbortSignal;
  /** Gives an analysis what was brought to it and waits, where its data is shown and nothing runs. */
  takeWaiting(analysis: AnalysisId): void;
  /** Reads a file as if nothing were known of it. */
  read(source: TableSource): Promise<void>;
  /** What an analysis has prepared of what is shown, prepared again where that is gone. */
  ensureInput(analysis: AnalysisId, signal: AbortSignal): Promise<Result<InputHandle, SessionProblem | Cancelled>>;
  /** Something of it; null where it cannot be had any more. */
  fetchInput(analysis: AnalysisId, need: unknown): Promise<unknown>;
  /** The brief of what an analysis makes of a file that is not shown. */
  readBeside(
    analysis: AnalysisId,
    source: TableSource,
    request: unknown,
    signal: AbortSignal,
  ): Promise<Result<unknown, SessionProblem | Cancelled>>;
  /** Shows what is shown to an analysis that stays behind the one in front. @returns false where it does not suit it */
  showBeside(analysis: AnalysisId, signal: AbortSignal): Promise<boolean>;
};

type Parts = {
  tables: TableHolder;
  jobs: JobPool;
  fetch: Fetch;
  backend: BackendStart;
  visits: () => Visits;
  memory: ReadingMemory;
  stateOf: (analysis: AnalysisId) => Promise<AnalysisState>;
  /** A file was opened and is shown; told what was shown before it. */
  opened: (before: Candidate | null) => void;
  /** Opens what is no table, or belongs to work that waits for it; null where it is neither. */
  openOtherwise: (source: TableSource) => Promise<void> | null;
};

export function createReadingPart(
  store: Store,
  { tables, jobs, fetch, backend, visits, memory, stateOf, openOtherwise, opened }: Parts,
): ReadingPart {
  const { set, get, fail } = store;
  const panel = createPanelLister(store, tables);
  let reading: AbortController | null = null;
  /** The last analysis that the user chose, to go back to after a table that did not suit it. */
  let wanted: AnalysisId = get()?.analysis ?? analysisIds[0];
  let isWanted = false;
  /** What each analysis was shown last. */
  const shownTo = new Map<AnalysisId, TableSource>();

  /** Begins a reading that makes any earlier one void. */
  function beginReading(name: string, stage: 'table' | 'series', isAgain = false): AbortSignal {
    reading?.abort();
    reading = new AbortController();
    set({ reading: { state: 'parsing', name, stage, progress: null, isAgain } });
    return reading.signal;
  }

  function problemOf(analysis: AnalysisId, result: CallResult<'prepare-input'> & { ok: false }): SessionProblem {
    const { problem } = result;
    if (problem.code === 'internal' || problem.code === 'worker-died') return problem as SessionProblem;
    return { code: 'analysis', params: { analysis, problem } };
  }

  async function prepare(candidate: Candidate, analysis: AnalysisId, signal: AbortSignal) {
    const state = await stateOf(analysis);
    const request = state.requestFor(candidate, panel.stepOf(candidate));
    return tables.prepareInput(candidate.source, analysis, request, signal);
  }

  async function showInput(
    candidate: Candidate,
    analysis: AnalysisId,
    signal: AbortSignal,
    isVisit = true,
  ): Promise<void> {
    const attempt: Attempt = { kind: 'choose', candidate, analysis };
    const held = await tables.hold(candidate.source, signal);
    if (signal.aborted) return;
    if (!held.ok) {
      if (held.problem.code !== 'cancelled') fail({ problem: held.problem, attempt, candidate });
      return;
    }
    set(({ reading: now }) =>
      now.state === 'parsing' && now.stage !== 'series' ? { reading: { ...now, stage: 'series' } } : {},
    );
    const prepared = await prepare(candidate, analysis, signal);
    if (signal.aborted) return;
    if (!prepared.ok) {
      if (prepared.problem.code !== 'cancelled') fail({ problem: problemOf(analysis, prepared), attempt, candidate });
      return;
    }
    const { input: handle, brief } = prepared.value;
    const state = await stateOf(analysis);
    const before = get().shown;
    const isSameTable = before !== null && isSame(before.source, candidate.source);
    const input = { analysis, handle, brief };
    shownTo.set(analysis, candidate.source);
    const shown = { ...candidate, ...state.show(candidate, input, isSameTable) };
    // Asked for first, so that the worker lists while the page draws.
    void panel.list(shown);
    set({ shown, analysis, input, isAtStart: false, reading: { state: 'settled' } });
    tables.keepInputs([handle, ...Object.values(get().states).flatMap((one) => one.inputsInUse())]);
    takeLink(analysis, state);
    if (isVisit) visits().note({ candidate: shown, analysis });
    void backend.ensure();
    memory.note(shown);
  }

  function takeLink(analysis: AnalysisId, state: AnalysisState): void {
    const { link } = get();
    // What runs, a run that was broken off among it, comes first.
    if (link.state !== 'waiting' || link.analysis !== analysis || state.running() !== null) return;
    set({ link: { state: 'none' } });
    state.takeLink?.(link.content);
  }

  /** The table shown, or the one whose columns were at fault. */
  function tableInQuestion(): Candidate | null {
    const { reading: now, shown } = get();
    return (now.state === 'failed' && now.candidate) || shown;
  }

  function choose(candidate: Candidate, analysis: AnalysisId): Promise<void> {
    return showInput(candidate, analysis, beginReading(candidate.source.name, 'series', true));
  }

  /** Reads something else out of the table in question. */
  async function select(change: (table: Candidate) => Partial<Selection>): Promise<void> {
    const table = tableInQuestion();
    if (!table) return;
    await choose({ ...candidateOf(table), ...change(table) }, suitingAnalysis(table.profile, get().analysis));
  }

  /** Reads the file of a table again in another way; the table stays where that fails. */
  async function readAgain(
    table: Candidate,
    choices: ReadChoices,
    selectFrom: (profile: TableProfile) => Omit<Candidate, 'source' | 'file' | 'rules'>,
  ): Promise<void> {
    const source = { ...table.source, choices };
    const signal = beginReading(source.name, 'table', true);
    const read = await tables.readTable(source, signal);
    if (signal.aborted) return;
    if (read.ok) {
      // Whoever puts something right stays where it is shown, and goes on from there.
      const analysis = suitingAnalysis(read.value, get().analysis);
      const { file, rules } = table;
      return showInput({ source, file, rules, ...selectFrom(read.value) }, analysis, signal);
    }
    if (read.problem.code === 'cancelled') return;
    fail({ problem: read.problem, attempt: { kind: 'open', source }, candidate: table });
  }

  function openAny(source: TableSource): Promise<void> {
    return openOtherwise(source) ?? read(source);
  }

  async function read(source: TableSource): Promise<void> {
    void backend.ensure();
    void stateOf(wanted);
    const signal = beginReading(source.name, 'table');
    const table = await tables.readTable(source, signal);
    if (signal.aborted) return;
    if (!table.ok) {
      if (table.problem.code !== 'cancelled') fail({ problem: table.problem, attempt: { kind: 'open', source } });
      return;
    }
    const candidate = source.choices ? null : await readAsBefore(source, table.value, signal);
    if (signal.aborted) return;
    const profile = candidate?.profile ?? table.value;
    const usual = { source, profile, rules: usualRules, ...guessedSelection(profile) };
    const file = { fingerprint: fingerprint(profile.columns), names: namesOf(profile), isRecalled: false };
    const before = get().shown;
    const shown = candidate ?? { ...usual, file };
    // Whoever comes back with a newer file goes on where that kind of file was looked at.
    const analysis = (isWanted ? null : keptLike(shown.file.fingerprint)?.analysis) ?? wanted;
    await showInput(shown, suitingAnalysis(profile, analysis), signal);
    if (!signal.aborted && get().shown?.source.blob === source.blob) opened(before);
  }

  /** What is kept of the file opened last with these columns. */
  function keptLike(columns: string) {
    return get().keeping.files.find(({ selection }) => selection.file.fingerprint === columns);
  }

  /** A file as those with the same columns were read before; null where that is nothing but the usual. */
  async function readAsBefore(
    source: TableSource,
    first: TableProfile,
    signal: AbortSignal,
  ): Promise<Candidate | null> {
    const recalled = memory.recall(first);
    if (!recalled) return null;
    const { choices, rules } = recalled;
    const asked = Object.keys(choices).length > 0 ? { ...source, choices } : source;
    const again = asked === source ? ok(first) : await tables.readTable(asked, signal);
    if (!again.ok) return null;
    const profile = withQuestionsOf(first, again.value);
    const guessed = guessedSelection(profile);
    const choice = recalled.choiceFor(profile) ?? guessed.choice;
    const before = get().shown;
    const columns = fingerprint(first.columns);
    const uniqueId = before?.file.fingerprint === columns ? before.uniqueId : keptLike(columns)?.selection.uniqueId;
    return {
      source: asked,
      profile,
      file: { fingerprint: columns, names: namesOf(first), isRecalled: true },
      rules,
      choice,
      uniqueId: uniqueId ?? (isSameChoice(choice, guessed.choice) ? guessed.uniqueId : null),
    };
  }

  /** What is shown, prepared for an analysis. */
  async function prepareShown(
    shown: Candidate,
    analysis: AnalysisId,
    signal: AbortSignal,
  ): Promise<Result<PreparedInput, SessionProblem | Cancelled>> {
    const held = await tables.hold(shown.source, signal);
    if (!held.ok) return held;
    const prepared = await prepare(shown, analysis, signal);
    if (prepared.ok) return ok({ analysis, handle: prepared.value.input, brief: prepared.value.brief });
    if (prepared.problem.code === 'cancelled') return failResult({ code: 'cancelled', params: {} });
    return failResult(problemOf(analysis, prepared));
  }

  async function ensureInput(
    analysis: AnalysisId,
    signal: AbortSignal,
  ): Promise<Result<InputHandle, SessionProblem | Cancelled>> {
    const { shown, input } = get();
    if (!shown || !input) return failResult({ code: 'cancelled', params: {} });
    const isInFront = input.analysis === analysis;
    if (isInFront && tables.has(input.handle)) return ok(input.handle);
    const prepared = await prepareShown(shown, analysis, signal);
    if (!prepared.ok) return prepared;
    const { handle } = prepared.value;
    if (isInFront && get().input === input) set({ input: { ...input, handle } });
    return ok(handle);
  }

  return {
    ensureInput,

    takeWaiting(analysis) {
      const state = get().states[analysis];
      if (state && get().input?.analysis === analysis) takeLink(analysis, state);
    },

    read,
    begin: (name) => beginReading(name, 'table'),
    prefer(analysis) {
      wanted = analysis;
      isWanted = true;
    },

    async openAsBefore(source, analysis, restore) {
      void backend.ensure();
      wanted = analysis;
      isWanted = true;
      const signal = beginReading(source.name, 'table');
      const table = await tables.readTable(source, signal);
      if (signal.aborted) return;
      if (!table.ok) {
        if (table.problem.code !== 'cancelled') fail({ problem: table.problem, attempt: { kind: 'open', source } });
        return;
      }
      const before = await restore(table.value);
      if (signal.aborted) return;
      if (!before) return read({ name: source.name, blob: source.blob });
      const profile = withQuestionsOf(before.profile, table.value);
      await showInput({ ...before, profile }, suitingAnalysis(profile, analysis), signal);
    },

    async readBeside(analysis, source, request, signal) {
      const held = await tables.hold(source, signal, true);
      if (!held.ok) return held;
      const prepared = await tables.prepareInput(source, analysis, request, signal);
      if (prepared.ok) return ok(prepared.value.brief);
      if (prepared.problem.code === 'cancelled') return failResult({ code: 'cancelled', params: {} });
      return failResult(problemOf(analysis, prepared));
    },

    async showBeside(analysis, signal) {
      // Whoever asks while it is shown something asks for that.
      await Promise.resolve();
      const { shown, input } = get();
      if (!shown || shown.profile.refusals[analysis]) return false;
      if (input?.analysis === analysis) return true;
      const prepared = await prepareShown(shown, analysis, signal);
      if (!prepared.ok || signal.aborted || get().shown !== shown) return false;
      const state = await stateOf(analysis);
      if (get().input?.analysis !== analysis) {
        const before = shownTo.get(analysis);
        shownTo.set(analysis, shown.source);
        state.show(shown, prepared.value, before !== undefined && isSame(before, shown.source));
      }
      return true;
    },

    async fetchInput(analysis, need) {
      const ensured = await ensureInput(analysis, new AbortController().signal);
      const fetched = ensured.ok ? await tables.fetchInput(ensured.value, need) : ensured;
      return fetched.ok ? fetched.value : null;
    },

    async goTo(place) {
      if (!place) {
        reading?.abort();
        set({ isAtStart: true, reading: { state: 'settled' } });
        return;
      }
      const { candidate, analysis } = place;
      await showInput(candidate, analysis, beginReading(candidate.source.name, 'series', true), false);
    },

    actions: {
      expectFile() {
        tables.start();
        jobs.start();
        stateOf(wanted).catch(() => {});
      },

      async loadSamples() {
        try {
          set({ samples: await listSamples(fetch) });
        } catch {
          set({ samples: [] });
        }
      },

      async openFile(source) {
        const name = whatRuns(get());
        if (name !== null) set({ question: { kind: 'open-while-running', source, running: name } });
        else await openAny(source);
      },

      async answer(goesOn) {
        const { question, states } = get();
        if (!question) return;
        set({ question: null });
        if (!goesOn) return;
        for (const state of Object.values(states)) state.stop();
        if (question.kind === 'go-on-while-running') await get().goOn(question.id, true);
        else await openAny(question.source);
      },

      cancelReading() {
        if (get().reading.state !== 'parsing') return;
        reading?.abort();
        set({ reading: { state: 'settled' } });
      },

      async openText(name, text) {
        if (text.trim() === '') {
          fail({ problem: { code: 'nothing-pasted', params: {} }, attempt: { kind: 'paste' } });
          return;
        }
        await get().openFile({ name, blob: new Blob([text], { type: 'text/plain' }) });
      },

      async openSample(sample, withTour = false) {
        void backend.ensure();
        set({ tour: withTour ? sample : null });
        const signal = beginReading(sample.file, 'table');
        try {
          const source = await fetchSample(fetch, sample);
          if (signal.aborted) return;
          // Where something runs, that is asked first; nothing is read until it is answered.
          set({ reading: { state: 'settled' } });
          await get().openFile(source);
        } catch {
          const problem = { code: 'sample-unreachable', params: { sample: sample.id } } as const;
          if (!signal.aborted) fail({ problem, attempt: { kind: 'sample', sample } });
        }
      },

      endTour() {
        set({ tour: null });
      },

      async chooseAnalysis(analysis) {
        const table = tableInQuestion();
        if (!table || table.profile.refusals[analysis]) return;
        wanted = analysis;
        isWanted = true;
        await choose(table, analysis);
      },

      async readAnew() {
        const table = tableInQuestion();
        if (!table) return;
        memory.forget(table.file.fingerprint);
        const { choices: _said, ...source } = table.source;
        await read(source);
      },

      chooseColumns: (choice, uniqueId) => select((table) => ({ choice, uniqueId: uniqueId ?? table.uniqueId })),
      chooseSeries: (uniqueId) => select(() => ({ uniqueId })),
      changeRules: (change) => select(({ rules }) => ({ rules: { ...rules, ...change } })),

      async readAs(change) {
        const table = tableInQuestion();
        if (!table) return;
        await readAgain(table, { ...table.source.choices, ...change }, (again) => {
          const profile = withQuestionsOf(table.profile, again);
          return { profile, ...carriedSelection(table, table.profile, profile) };
        });
      },

      async readColumnAs(column, choice) {
        const columns = tableInQuestion()?.source.choices?.columns;
        await get().readAs({ columns: { ...columns, [column]: { ...columns?.[column], ...choice } } });
      },

      async previewRows(firstRow, rows) {
        const { shown } = get();
        return shown && tables.previewRows(shown.source, firstRow, rows);
      },

      async chooseSheet(sheet) {
        const table = tableInQuestion();
        // What was said about the columns of one sheet says nothing about another.
        if (table) await readAgain(table, { sheet }, (profile) => ({ profile, ...guessedSelection(profile) }));
      },

      show: choose,

      async showRun(id) {
        const run = get().runs.find((kept) => kept.id === id);
        if (run) await choose(run.candidate, run.analysis);
      },

      leaveStart() {
        const { shown, analysis } = get();
        if (!shown) return;
        set({ isAtStart: false });
        visits().note({ candidate: shown, analysis });
      },
    },
  };
}
