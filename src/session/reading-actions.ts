/** What is read: a file, the table in it, a series out of that; and all of it again in another way. */
import { usualRules } from '../series/panel.ts';
import type { ReadChoices } from '../table/table.ts';
import type { SeriesReading, TableProfile, TableSource } from '../worker/protocol.ts';
import type { BackendStart } from './backend-start.ts';
import { createPanelLister } from './panel-list.ts';
import { type Attempt, type Candidate, settledBefore } from '../analyses/forecast/state/run.ts';
import { type Fetch, fetchSample, listSamples } from './samples.ts';
import { noSearch } from '../analyses/forecast/state/search.ts';
import { carriedSelection, guessedSelection, isSameChoice, type Selection } from './selection.ts';
import type { ReadingActions, Store } from './session-state.ts';
import type { SettingsPart } from '../analyses/forecast/state/settings-actions.ts';
import type { TableHolder } from './table-holder.ts';
import { initialView } from '../analyses/forecast/state/view.ts';

/** A table with the questions asked at the first reading, so that an answer can be changed. */
function withQuestionsOf(before: TableProfile, profile: TableProfile): TableProfile {
  const asked = new Map(before.columns.map(({ name, question }) => [name, question ?? null]));
  const columns = profile.columns.map((column) => ({
    ...column,
    question: column.question ?? asked.get(column.name) ?? null,
  }));
  return { ...profile, columns };
}

/** Whether both are the same table, however its cells are understood. */
function isSame(one: TableSource, other: TableSource): boolean {
  return one.blob === other.blob && one.choices?.sheet === other.choices?.sheet;
}

export type ReadingPart = {
  actions: ReadingActions;
  /** Reads a series of the file shown. */
  choose(candidate: Candidate): Promise<void>;
};

/** @param parts `onBegin` ends what a new reading makes void */
export function createReadingPart(
  store: Store,
  parts: { tables: TableHolder; fetch: Fetch; backend: BackendStart; settings: SettingsPart; onBegin: () => void },
): ReadingPart {
  const { set, get, fail } = store;
  const { tables, backend, onBegin } = parts;
  const panel = createPanelLister(store, tables);
  let reading: AbortController | null = null;

  /** Begins a reading that makes any earlier one void. */
  function beginReading(name: string, stage: 'table' | 'series', isAgain = false): AbortSignal {
    reading?.abort();
    reading = new AbortController();
    onBegin();
    set(({ run }) => ({
      run: { state: 'parsing', name, stage, progress: null, isAgain, before: settledBefore(run) },
    }));
    return reading.signal;
  }

  async function readSeries(candidate: Candidate, signal: AbortSignal): Promise<void> {
    const attempt: Attempt = { kind: 'choose', candidate };
    const held = await tables.hold(candidate.source, signal);
    if (signal.aborted) return;
    if (!held.ok && held.problem.code !== 'cancelled') return fail({ problem: held.problem, attempt, candidate });
    set(({ run }) => (run.state === 'parsing' ? { run: { ...run, stage: 'series' } } : {}));
    const read = await tables.prepareSeries(candidate, panel.stepOf(candidate), signal);
    if (signal.aborted) return;
    if (!read.ok) {
      if (read.problem.code !== 'cancelled') fail({ problem: read.problem, attempt, candidate });
      return;
    }
    showSeries(candidate, read.value);
    void backend.ensure();
    void panel.list(candidate);
  }

  function showSeries(candidate: Candidate, prepared: SeriesReading): void {
    const { data, view } = get();
    const { series } = prepared;
    const isSameTable = data !== null && isSame(data.source, candidate.source);
    const isSameRows = isSameTable && isSameChoice(data.choice, candidate.choice);
    const fileStep = candidate.rules.resample ? (isSameRows ? data.fileStep : null) : series.step;
    set({
      data: { ...candidate, ...prepared, uniqueId: series.uniqueId, fileStep },
      ...parts.settings.fitSettings(series, isSameTable),
      search: noSearch,
      view: { ...initialView, metric: view.metric, columns: view.columns },
      run: { state: 'ready' },
    });
  }

  /** The table shown, or the one whose columns were at fault. */
  function tableInQuestion(): Candidate | null {
    const { run, data } = get();
    return (run.state === 'failed' && run.candidate) || data;
  }

  function choose(candidate: Candidate): Promise<void> {
    return readSeries(candidate, beginReading(candidate.source.name, 'series', true));
  }

  /** Reads something else out of the table in question. */
  async function select(change: (table: Candidate) => Partial<Selection>): Promise<void> {
    const table = tableInQuestion();
    if (!table) return;
    const { source, profile, choice, rules, uniqueId } = table;
    const selection = { choice, rules, uniqueId, ...change(table) };
    await choose({ source, profile, ...selection });
  }

  /** Reads the file of a table again in another way; the table stays where that fails. */
  async function readAgain(
    table: Candidate,
    choices: ReadChoices,
    selectFrom: (profile: TableProfile) => Omit<Candidate, 'source' | 'rules'>,
  ): Promise<void> {
    const source = { ...table.source, choices };
    const signal = beginReading(source.name, 'table', true);
    const read = await tables.readTable(source, signal);
    if (signal.aborted) return;
    if (read.ok) return readSeries({ source, rules: table.rules, ...selectFrom(read.value) }, signal);
    if (read.problem.code === 'cancelled') return;
    fail({ problem: read.problem, attempt: { kind: 'open', source }, candidate: table });
  }

  return {
    choose,
    actions: {
      async loadSamples() {
        try {
          set({ samples: await listSamples(parts.fetch) });
        } catch {
          set({ samples: [] });
        }
      },

      async openFile(source) {
        void backend.ensure();
        const signal = beginReading(source.name, 'table');
        const read = await tables.readTable(source, signal);
        if (signal.aborted) return;
        if (!read.ok) {
          if (read.problem.code !== 'cancelled') fail({ problem: read.problem, attempt: { kind: 'open', source } });
          return;
        }
        await readSeries({ source, profile: read.value, rules: usualRules, ...guessedSelection(read.value) }, signal);
      },

      async openText(name, text) {
        if (text.trim() === '') {
          fail({ problem: { code: 'nothing-pasted', params: {} }, attempt: { kind: 'paste' } });
          return;
        }
        await get().openFile({ name, blob: new Blob([text], { type: 'text/plain' }) });
      },

      async openSample(sample) {
        void backend.ensure();
        const signal = beginReading(sample.file, 'table');
        try {
          const source = await fetchSample(parts.fetch, sample);
          if (!signal.aborted) await get().openFile(source);
        } catch {
          const problem = { code: 'sample-unreachable', params: { sample: sample.id } } as const;
          if (!signal.aborted) fail({ problem, attempt: { kind: 'sample', sample } });
        }
      },

      chooseColumns: (choice, uniqueId) => select((table) => ({ choice, uniqueId: uniqueId ?? table.uniqueId })),
      chooseSeries: (uniqueId) => select(() => ({ uniqueId })),
      changeRules: (change) => select(({ rules }) => ({ rules: { ...rules, ...change } })),

      async readAs(change) {
        const table = tableInQuestion();
        if (!table) return;
        await readAgain(table, { ...table.source.choices, ...change }, (read) => {
          const profile = withQuestionsOf(table.profile, read);
          return { profile, ...carriedSelection(table, table.profile, profile) };
        });
      },

      async readColumnAs(column, choice) {
        const columns = tableInQuestion()?.source.choices?.columns;
        await get().readAs({ columns: { ...columns, [column]: { ...columns?.[column], ...choice } } });
      },

      async previewRows(firstRow, rows) {
        const { data } = get();
        return data && tables.previewRows(data.source, firstRow, rows);
      },

      async chooseSheet(sheet) {
        const table = tableInQuestion();
        // What was said about the columns of one sheet says nothing about another.
        if (table) await readAgain(table, { sheet }, (profile) => ({ profile, ...guessedSelection(profile) }));
      },
    },
  };
}
