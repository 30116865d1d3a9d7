import { useMemo, useState } from 'react';
import type { ScenarioControl, ScenarioPlan } from '../../../../evaluation/scenarios/scenario.ts';
import { baseName, saveCsv } from '../../../../export/download.ts';
import { sayTime } from '../../../../i18n/dates.ts';
import { timeAt } from '../../../../series/calendar.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import type { ForecastOffer, OfferedModel } from '../../../../session/offers.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controlStyles from '../../../../ui/shell/controls.module.css';
import type { WhyJob } from '../../jobs/job.ts';
import type { KeptScenario } from '../../state/kept-scenarios.ts';
import { useWhy } from '../context.ts';
import { NoForecast } from '../no-forecast.tsx';
import { digitsOf } from '../number/say-why.ts';
import { useAsked } from '../use-asked.ts';
import { useOffer } from '../use-offer.ts';
import { whyWords } from '../words/why-words.ts';
import { Effect } from './effect.tsx';
import { EventControl } from './event-control.tsx';
import { KeepForm, KeptList } from './kept-list.tsx';
import { NumberControl } from './number-control.tsx';
import { PlanTable } from './plan-table.tsx';
import { ScenarioChart } from './scenario-chart.tsx';
import styles from './scenarios.module.css';
import { isAsPlanned, withConstants, withFollowers } from './shift-plan.ts';
import { priceOf, type ScenarioSum, sumScenario } from './sum-scenario.ts';
import { writeScenarios } from './write-scenarios.ts';

/** What is changed, and how far sliders stand. */
type Draft = { plan: ScenarioPlan; shifts: Readonly<Record<string, number>> };
const nothing: Draft = { plan: {}, shifts: {} };

/** Drivers that cannot be changed, and why. */
function Closed({ controls }: { controls: readonly ScenarioControl[] }) {
  const { say } = useWords(whyWords);
  if (controls.length === 0) return null;
  return (
    <ul className={styles.closed}>
      {controls.map(({ name, noControl, tied }) => (
        <li key={name} data-testid={`scenario-${name}`} aria-disabled="true">
          <strong>{name}</strong>{' '}
          {noControl === 'follows'
            ? say('if.no.follows', { name: tied[0] ?? '' })
            : noControl && say(`if.no.${noControl}`)}
        </li>
      ))}
    </ul>
  );
}

type ScenariosProps = {
  data: LoadedSeries;
  offer: ForecastOffer;
  shown: OfferedModel;
  controls: readonly ScenarioControl[];
};

function Scenarios({ data, offer, shown, controls }: ScenariosProps) {
  const words = useWords(whyWords);
  const { say } = words;
  const { series, measure, facts } = data;
  const horizonSteps = shown.forecast.length;
  const [draft, setDraft] = useState(nothing);
  const all = useWhy((state) => state.scenarios);
  const keepScenario = useWhy((state) => state.keepScenario);
  const forgetScenario = useWhy((state) => state.forgetScenario);
  const kept = useMemo(() => all.filter((one) => one.horizonSteps === horizonSteps), [all, horizonSteps]);
  const { settings } = offer;
  const open = controls.filter(({ noControl }) => noControl === null);
  const closed = controls.filter(({ noControl }) => noControl !== null);
  const job = useMemo(
    (): Extract<WhyJob, { kind: 'scenarios' }> => ({
      kind: 'scenarios',
      settings,
      plans: [draft.plan, ...kept.map(({ plan }) => plan)],
    }),
    [settings, draft.plan, kept],
  );
  const { part } = useAsked(job);
  const times = useMemo(
    () =>
      Array.from({ length: horizonSteps }, (_, step) =>
        sayTime(words, timeAt(series.firstMs, series.step, series.length + step), series.step),
      ),
    [words, series, horizonSteps],
  );
  const how = { isLevel: measure.isLevel, floor: facts.smallest < 0 ? Number.NEGATIVE_INFINITY : 0 };
  const sums = part?.changes.map((change, at): ScenarioSum | null => {
    const plan = at === 0 ? draft.plan : kept[at - 1]?.plan;
    return change && plan ? sumScenario(shown, change, plan, controls, how) : null;
  });
  const sum = sums?.[0] ?? null;
  const digits = digitsOf({ start: sum?.before ?? 0, total: sum?.total ?? 0 }, measure);
  const change = (name: string, values: Float64Array, by?: number) =>
    setDraft(({ plan, shifts }) => ({
      plan: {
        ...plan,
        ...withFollowers(
          open.find((one) => one.name === name),
          name,
          values,
        ),
      },
      shifts: by === undefined ? shifts : { ...shifts, [name]: by },
    }));
  const isChanged = open.some((control) => !isAsPlanned(control, draft.plan[control.name]));
  const tied = open.filter((one) => one.tied.length > 0);
  const show = ({ plan }: KeptScenario) => setDraft({ plan, shifts: {} });
  const save = () => {
    const asIs = {
      name: say('if.as-is'),
      plan: {},
      sum: { forecast: shown.forecast, band: shown.intervals[0] ?? null },
    };
    const others = kept.flatMap(({ name, plan }, at) => {
      const own = sums?.[at + 1];
      return own ? [{ name, plan, sum: own }] : [];
    });
    saveCsv(`${baseName(data.source.name)}-scenarios.csv`, writeScenarios(series, [asIs, ...others], controls));
  };
  if (open.length === 0) {
    return (
      <>
        <p>{say('if.none-open')}</p>
        <Closed controls={closed} />
      </>
    );
  }
  return (
    <div className={styles.scenarios}>
      <div className={styles.controls}>
        {open.map((control) => {
          const plan = draft.plan[control.name] ?? control.planned;
          return control.shape === 'event' ? (
            <EventControl
              key={control.name}
              control={control}
              plan={plan}
              times={times}
              onChange={(values) => change(control.name, values)}
            />
          ) : (
            <NumberControl
              key={control.name}
              control={control}
              by={draft.shifts[control.name] ?? 0}
              plan={plan}
              onChange={(by, values) => change(control.name, values, by)}
            />
          );
        })}
        <PlanTable controls={open} plan={draft.plan} times={times} onChange={change} />
        {tied.length > 0 && (
          <p className={controlStyles.faint}>{say('if.tied', { names: words.list(tied.map(({ name }) => name)) })}</p>
        )}
        <Closed controls={closed} />
      </div>
      <div className={styles.outcome}>
        <Effect sum={sum} isChanged={isChanged} digits={digits} price={measure.isLevel ? null : priceOf(controls)} />
        {sum && <ScenarioChart series={series} forecast={shown.forecast} sum={sum} />}
        <p className={controlStyles.faint}>{say('if.associated')}</p>
        {isChanged && (
          <div className={styles.keep}>
            <KeepForm
              suggested={say('if.suggested', { number: kept.length + 1 })}
              onKeep={(name) => keepScenario({ name, horizonSteps, plan: draft.plan })}
            />
            <button
              className={controlStyles.link}
              type="button"
              data-testid="scenario-reset"
              onClick={() => setDraft(nothing)}
            >
              {say('if.reset')}
            </button>
          </div>
        )}
        {kept.length > 0 && (
          <KeptList
            kept={kept.map((scenario, at) => ({ scenario, sum: sums?.[at + 1] ?? null }))}
            digits={digits}
            hasMoney={!measure.isLevel && priceOf(controls) !== null}
            onShow={show}
            onForget={forgetScenario}
            onSave={save}
          />
        )}
      </div>
    </div>
  );
}

/** What the forecast would be if something known ahead were otherwise. */
export function ScenariosSection() {
  const constants = useWhy((state) => state.constants);
  const { say } = useWords(whyWords);
  const data = useWhy((state) => state.data);
  const given = useOffer();
  const settings = given?.offer.settings ?? null;
  const job = useMemo(
    (): Extract<WhyJob, { kind: 'controls' }> | null => (settings ? { kind: 'controls', settings } : null),
    [settings],
  );
  const { part, isPending, message } = useAsked(job);
  if (!data || !given) return <NoForecast />;
  if (data.series.covariates.length + constants.length === 0) return <p>{say('if.no-columns')}</p>;
  if (message !== null) return <p>{say('why.failed', { message })}</p>;
  if (!part || isPending) return <p className={styles.waiting}>{say('why.waiting')}</p>;
  const key = `${data.uniqueId} ${given.shown.forecast.length}`;
  return (
    <Scenarios
      key={key}
      data={data}
      offer={given.offer}
      shown={given.shown}
      controls={withConstants(part.controls, constants, given.shown.forecast.length)}
    />
  );
}
