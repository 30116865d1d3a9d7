/** What forecasting does for the session: one series shown, settings for it, runs of it and searches. */
import { createStore } from 'zustand/vanilla';
import type { Settings } from '../../../forecasters/settings.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import { isSameChoice } from '../../../session/selection.ts';
import type { AnalysisState, SessionParts, SessionSide } from '../../../session/session-side.ts';
import type { SeriesBrief, SeriesRequest } from '../inputs.ts';
import { compileNextRun } from './compile-next-run.ts';
import { isRoundBrought, isSavedModel, readModel } from './deploy.ts';
import { createEarlierPart } from './earlier-part.ts';
import { createEventPart } from './events-actions.ts';
import { lookAtOnce } from './first-look.ts';
import { createRunPart } from './forecast-actions.ts';
import type { ForecastAccess, ForecastStore } from './forecast-store.ts';
import { createKeptForecast } from './kept-work.ts';
import { followOffer } from './offer.ts';
import { createPiecePart } from './pieces-actions.ts';
import { createForecastPool } from './pool/forecast-pool.ts';
import { shownWork } from './run.ts';
import { isSearching, noSearch } from './search.ts';
import { createSearchPart } from './search-actions.ts';
import { createSettingsPart } from './settings-actions.ts';
import { readLink, writeLink } from './share-link.ts';
import { createSharePart } from './share-part.ts';
import { readSharedForecast } from './shared-forecast.ts';
import { noShops } from './shops.ts';
import { createShopsPart } from './shops-actions.ts';
import { createTargetPart } from './targets.ts';
import { initialView } from './view.ts';

export type ForecastAnalysis = AnalysisState & { store: ForecastStore };

function createForecastState(parts: SessionParts): ForecastAnalysis {
  const pool = createForecastPool(parts.jobs);
  const access: ForecastAccess = { set: (change) => store.setState(change), get: () => store.getState() };
  const settings = createSettingsPart(access);
  const targets = createTargetPart(access, parts, (listener) => store.subscribe(listener));
  const runs = createRunPart(access, parts, pool, targets.targetsOf);
  const search = createSearchPart(access, parts, pool);
  const shops = createShopsPart(access, parts, pool);
  const pieces = createPiecePart(access, parts);
  const events = createEventPart(access, parts, pool);
  const kept = createKeptForecast(parts, settings);
  const earlierFile = createEarlierPart(access, parts, kept.settingsOf);
  const store: ForecastStore = createStore((set) => ({
    data: null,
    pieces: [],
    settings: null,
    settingsBefore: null,
    run: { state: 'none' },
    shownRun: null,
    earlierRun: null,
    targets: [],
    targetRuns: {},
    elsewhere: null,
    firstLook: null,
    search: noSearch,
    shops: noShops,
    view: initialView,
    ...settings.actions,
    ...runs.actions,
    ...search.actions,
    ...shops.actions,
    ...pieces.actions,
    ...events,

    async writeOnnx(request) {
      const { signal } = new AbortController();
      const input = await parts.ensureInput(signal);
      if (!input.ok) throw new Error(input.problem.code);
      return pool.writeOnnx({ input: input.value, ...request }, signal);
    },

    async tryShrunk(model, of, options) {
      const input = await parts.ensureInput(options.signal);
      return input.ok ? pool.tryShrunk({ input: input.value, settings: of }, model, options) : null;
    },

    changeView(change) {
      set(({ view }) => ({ view: { ...view, ...change } }));
    },

    showLine(model, isShown) {
      set(({ view }) => ({ view: { ...view, lines: { ...view.lines, [model]: isShown } } }));
    },
  }));
  lookAtOnce(store, parts, pool);
  compileNextRun(parts.session, store, pool);
  kept.follow(store);
  followOffer(store, parts.offers);
  targets.follow();
  store.subscribe((now, before) => {
    if (now.targets !== before.targets || now.data !== before.data) runs.showTargets();
  });

  return {
    store,
    requestFor: ({ choice, rules, uniqueId }, step): SeriesRequest => ({ choice, rules, uniqueId, step }),

    show(candidate, { brief }, isSameTable) {
      const { pieces: given, ...reading } = brief as SeriesBrief;
      const { series } = reading;
      const before = store.getState();
      const { choice, rules } = candidate;
      const earlier = isSameTable && before.data && isSameChoice(before.data.choice, choice) ? before.data : null;
      const fileStep = rules.resample ? (earlier?.fileStep ?? null) : series.step;
      const data: LoadedSeries = { ...candidate, ...reading, uniqueId: series.uniqueId, fileStep };
      search.stop();
      shops.leave();
      if (!isSameTable) earlierFile.leave();
      const fitted = settings.fitSettings(data, isSameTable);
      const shown = runs.runOf(data);
      const brokenOff = kept.takeRun(data);
      const work = brokenOff?.work ?? shownWork(shown.run);
      // A run that comes back with its file was made by settings that nobody has changed since.
      const settingsKept = kept.takeSettings(data, work) ?? (isSameTable ? null : (work?.settings ?? null));
      store.setState({
        data,
        ...pieces.begin(given),
        ...(settingsKept ? { settings: settingsKept, settingsBefore: null } : fitted),
        search: noSearch,
        ...shown,
        earlierRun: null,
        elsewhere: runs.elsewhere(data),
        view: { ...initialView, metric: before.view.metric, columns: before.view.columns },
      });
      if (brokenOff) runs.resume(data, brokenOff);
      earlierFile.look();
      return { choice, rules, uniqueId: series.uniqueId };
    },

    kept,
    goOnFrom: earlierFile.goOnFrom,

    running: () =>
      runs.running() ?? (isSearching(store.getState().search) ? (store.getState().data?.uniqueId ?? '') : null),
    stop() {
      runs.stop();
      search.stop();
    },
    inputsInUse: runs.inputsInUse,
    writeLink: () => {
      const { settings: present } = store.getState();
      return present && writeLink(present);
    },
    ...createSharePart(access, parts),
    takeLink(content) {
      if (isRoundBrought(content)) shops.take(content.round);
      else if (isSavedModel(content)) runs.actions.deployModel(content);
      else settings.actions.takeSettings(content as Settings);
    },
  };
}

export const sessionSide: SessionSide = {
  createState: createForecastState,
  readLink,
  readResult: readSharedForecast,
  readModel,
};
