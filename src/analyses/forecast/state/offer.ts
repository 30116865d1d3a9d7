/** Leaves the forecast shown for other analyses to build on. */
import type { ForecastOffer, OfferedModel, OfferShelf } from '../../../session/offers.ts';
import { candidateOf } from '../../../session/shown.ts';
import { firstLookModel } from '../jobs/first-look.ts';
import type { ForecastState, ForecastStore } from './forecast-store.ts';
import { takenOf } from './recommend-of.ts';
import { isSameOutcome, isTraining, shownWork, type Work } from './run.ts';

type Watched = Pick<ForecastState, 'data' | 'run' | 'firstLook' | 'settings' | 'view'>;

/** Whether the same is offered, however far models at work have come. */
function isSameOffer(one: Watched, other: Watched): boolean {
  const [work, before] = [shownWork(one.run), shownWork(other.run)];
  const isSameWork = work === before || (work !== null && before !== null && isSameOutcome(work, before));
  return (
    isSameWork &&
    one.data === other.data &&
    one.firstLook === other.firstLook &&
    one.settings === other.settings &&
    one.view.metric === other.view.metric &&
    isTraining(one.run) === isTraining(other.run)
  );
}

function modelsOf({ results }: Work): OfferedModel[] {
  return results.map((result) => {
    const { model, forecast, intervals } = result;
    return { model, forecast, intervals, result };
  });
}

function offerOf({ data, run, firstLook, settings, view }: Watched): ForecastOffer | null {
  const work = shownWork(run);
  if (!data) return null;
  const candidate = candidateOf(data);
  const { series } = data;
  const isRunning = isTraining(run);
  if (work && work.results.length > 0) {
    const best = takenOf(work, view.metric)?.model ?? null;
    const given = { candidate, series, isRunning, isFirstLook: false, settings: work.settings, split: work.split };
    return { ...given, models: modelsOf(work), best };
  }
  if (!settings || firstLook?.data !== data) return null;
  const { forecast, intervals, horizonSteps, seasonLength } = firstLook;
  return {
    candidate,
    series,
    isRunning,
    isFirstLook: true,
    settings: { ...settings, horizonSteps, seasonLength },
    split: null,
    models: [{ model: firstLookModel, forecast, intervals, result: null }],
    best: firstLookModel,
  };
}

/** Offers whatever is shown, from now on. */
export function followOffer(store: ForecastStore, { give }: OfferShelf): void {
  store.subscribe((now, before) => {
    if (!isSameOffer(now, before)) give('forecast', offerOf(now));
  });
}
