/** Leaves the forecasts of all series for other analyses to build on. */
import type { AllSeriesOffer, OfferShelf } from '../../../session/offers.ts';
import type { Candidate } from '../../../session/shown.ts';
import { stepsBeforeEnd } from '../jobs/job.ts';
import type { AllSeriesActions, AllSeriesState, AllSeriesStore } from './all-series-store.ts';
import { stepsSinceTests } from './results.ts';

type Offered = Pick<AllSeriesState & AllSeriesActions, 'known' | 'run' | 'problem' | 'start' | 'cancel' | 'setHorizon'>;

/** As it is now: the columns of the results stay where they are. */
export function offerOf(
  candidate: Candidate,
  { known, run, problem, start, cancel, setHorizon }: Offered,
): AllSeriesOffer | null {
  if (!known) return null;
  const { file, results } = known;
  const { names, statuses, noForecast, groupings } = file;
  const { step, endMs, seasonLength, isLevel, history, starts, lags, isWhole, worth } = file;
  const { horizonSteps, stage, mean, low80, high80, low95, high95, errors } = results;
  const since = stepsSinceTests(results);
  return {
    candidate,
    names,
    statuses,
    isForecast: noForecast.map((why) => why === null),
    groups: groupings,
    step,
    endMs,
    horizonSteps,
    seasonLength,
    isLevel,
    history,
    starts,
    lags,
    isWhole,
    worth,
    stage,
    mean,
    low80,
    high80,
    low95,
    high95,
    errors,
    datesBeforeEnd: stepsBeforeEnd(horizonSteps).map((steps) => steps + since),
    run: run.state === 'idle' ? null : { looks: run.looks, tests: run.tests, etaMs: run.etaMs },
    problem: problem?.code ?? null,
    make: () => void start([...names.keys()]),
    cancel,
    setHorizon,
  };
}

/**
 * Offers whatever is known of the file shown, from now on.
 *
 * @param shown what that is
 */
export function followOffer(store: AllSeriesStore, { give }: OfferShelf, shown: () => Candidate | null): void {
  store.subscribe((now, before) => {
    if (now.known === before.known && now.run === before.run && now.problem === before.problem) return;
    const candidate = shown();
    give('all-series', candidate && offerOf(candidate, now));
  });
}
