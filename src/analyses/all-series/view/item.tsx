import { saySpan, sayTime } from '../../../i18n/dates.ts';
import { sayRange } from '../../../i18n/ranges.ts';
import { timeAt } from '../../../series/calendar.ts';
import list from '../../../ui/list/list.module.css';
import { ItemHead } from '../../../ui/list/list-and-item.tsx';
import { MeetingBar } from '../../../ui/meeting/meeting-bar.tsx';
import { headingOf } from '../../../ui/meeting/meeting-data.ts';
import { useSession, useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { FileBrief } from '../inputs.ts';
import { flagsIn, shortcomings } from '../judge-series.ts';
import type { ShownPlan } from '../state/plan-shown.ts';
import { type Results, stages } from '../state/results.ts';
import { changeOf } from '../state/table-rows.ts';
import styles from './all-series.module.css';
import { useAllSeries } from './context.ts';
import { ItemChart } from './item-chart.tsx';
import { meetingOfRow } from './make-meeting.ts';
import { Overrides } from './override-form.tsx';
import {
  driversOf,
  groupsOf,
  modelOf,
  nameOf,
  sayAmount,
  sayChange,
  sayMiss,
  sayNoForecast,
  sayTrustWord,
  trustOf,
  usesKnownAhead,
} from './say-row.ts';
import { type AllSeriesWords, allSeriesWords } from './words/all-series-words.ts';

type ItemProps = { file: FileBrief; results: Results; number: number };

/** How far a series' forecast is trusted, and the first reason why it is not trusted more. */
function sayTrust(words: AllSeriesWords, { results, number }: ItemProps): string {
  const { say } = words;
  const trust = trustOf(results, number);
  const why = shortcomings[results.why[number]];
  const plain = sayTrustWord(words, trust);
  if (!why) return plain;
  const known = why === 'unknown' && results.origins[number] === 0 ? 'untested' : why;
  const because = known === 'new' || known === 'untested' ? say(`all.trust.why.${known}`) : say(`trust.why.${known}`);
  return say('trust.because', { trust: plain, why: because });
}

/** What to be careful about: every flag with its rule, and how far to trust it. */
function Careful({ file, results, number }: ItemProps) {
  const words = useWords(allSeriesWords);
  const { say } = words;
  const flags = flagsIn(results.flags[number]).filter((flag) => flag !== 'failed');
  const stage = results.stage[number];
  const trust = trustOf(results, number);
  const count = results.origins[number];
  const tested = () => {
    if (stage === stages.looked) return say('all.item.first-look');
    return count === 0 ? say('all.item.untested') : say('all.item.tested', { count });
  };
  if (file.noForecast[number] || stage === stages.none || stage === stages.failed) return null;
  return (
    <section className={styles.careful} data-testid="all-item-careful">
      <h3>{say('all.item.careful')}</h3>
      {stage === stages.tested && trust !== 'none' ? (
        <p>
          <strong data-trust={trust}>
            {say('all.column.trust')}: {sayTrust(words, { file, results, number })}
          </strong>{' '}
          {tested()}
        </p>
      ) : (
        <p>{tested()}</p>
      )}
      {usesKnownAhead(file, results, number) && <p>{say('results.beside.assumes')}</p>}
      {flags.length === 0 && stage === stages.tested && <p>{say('all.item.nothing')}</p>}
      <ul>
        {flags.map((flag) => (
          <li key={flag} data-flag={flag}>
            <strong>{say(`all.filter.${flag}`)}</strong> {say(`all.filter.${flag}.why`)}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** The numbers that the row has, and those that it has no room for. */
function Figures({ file, results: model, number, plan }: ItemProps & { plan: ShownPlan | null }) {
  // A planner's number is the answer; the model's stays beside it.
  const results = plan ? { ...model, sum: plan.sums } : model;
  const words = useWords(allSeriesWords);
  const { say } = words;
  const { horizonSteps } = results;
  const isWhole = file.isWhole[number] === 1;
  const amount = (values: Float64Array) => sayAmount(words, values[number], isWhole);
  const modelId = modelOf(results, number);
  if (!modelId) return null;
  const span = file.step ? saySpan(words, horizonSteps, file.step) : String(horizonSteps);
  const band = { low: results.sumLow80, high: results.sumHigh80, low95: results.sumLow95, high95: results.sumHigh95 };
  const said = Object.fromEntries(Object.entries(band).map(([name, values]) => [name, amount(values)])) as Record<
    keyof typeof band,
    string
  >;
  const drivers = driversOf(words, file, model, number);
  const worth = file.worth?.perUnit[number] ?? Number.NaN;
  return (
    <dl className={styles.figures}>
      <div className={styles.main}>
        <dt>{say(file.isLevel ? 'all.item.mean' : 'all.item.sum', { span })}</dt>
        <dd>{amount(results.sum)}</dd>
        {plan?.isChanged[number] === 1 && (
          <dd className={styles.note}>{say('all.set.model', { sum: amount(model.sum) })}</dd>
        )}
        <dd className={styles.note}>{say('all.item.band', said)}</dd>
        {plan?.isChanged[number] === 1 && <dd className={styles.note}>{say('all.set.band')}</dd>}
      </div>
      <div>
        <dt>{say('all.item.last-year')}</dt>
        <dd>{amount(results.lastYear)}</dd>
        <dd className={styles.note}>{sayChange(words, changeOf(results, number))}</dd>
      </div>
      <div>
        <dt>{say('all.item.miss')}</dt>
        <dd>{sayMiss(words, results.miss[number])}</dd>
        <dd className={styles.note}>{say('all.item.naive', { miss: sayMiss(words, results.naiveMiss[number]) })}</dd>
      </div>
      <div>
        <dt>{say('all.column.model')}</dt>
        <dd className={styles.text}>{say(`model.${modelId}`)}</dd>
        {drivers.length > 0 && (
          <dd className={styles.note} data-testid="all-item-drivers">
            {say('all.item.drivers', { columns: words.list(drivers) })}
          </dd>
        )}
      </div>
      {Number.isFinite(worth) && file.worth && (
        <div>
          <dt>{say('all.item.value', { column: file.worth.column })}</dt>
          <dd>{words.number(Math.round(worth * results.sum[number]))}</dd>
        </div>
      )}
    </dl>
  );
}

/** The forecast step by step. */
function Steps({ file, results, number }: ItemProps) {
  const words = useWords(allSeriesWords);
  const { step, endMs } = file;
  const { horizonSteps } = results;
  if (!step || endMs === null || Number.isNaN(results.sum[number])) return null;
  const isWhole = file.isWhole[number] === 1;
  const at = (values: Float64Array, ahead: number) => {
    const value = values[number * horizonSteps + ahead];
    return isWhole ? Math.round(value) : value;
  };
  return (
    <div className={styles.steps}>
      <table>
        <thead>
          <tr>
            <th scope="col">{words.say('all.period')}</th>
            <th scope="col">{words.say('all.forecast')}</th>
            <th scope="col">{words.say('chart.interval', { level: words.percent(0.8) })}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: horizonSteps }, (_, ahead) => {
            const ms = timeAt(endMs, step, ahead + 1);
            return (
              <tr key={ms}>
                <th scope="row">{sayTime(words, ms, step)}</th>
                <td>{sayAmount(words, at(results.mean, ahead), isWhole)}</td>
                <td>{sayRange(words, at(results.low80, ahead), at(results.high80, ahead), 3)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** From a total to the series that it is the sum of. */
function Drill({ file, number }: Pick<ItemProps, 'file' | 'number'>) {
  const { say } = useWords(allSeriesWords);
  const showLevel = useAllSeries((state) => state.showLevel);
  const changeView = useAllSeries((state) => state.changeView);
  const path = file.groupings.flatMap(({ column, labels, codes }) =>
    codes[number] < 0 ? [] : [{ column, label: labels[codes[number]] }],
  );
  const drill = async () => {
    await showLevel(null);
    changeView({ path });
  };
  return (
    <button className={controls.button} type="button" data-testid="all-drill" onClick={() => void drill()}>
      {say('all.drill')}
    </button>
  );
}

/** One series beside the list, with its result at once; another one begins anew, at its top. */
export function Item({
  file,
  results,
  number,
  plan,
  isTotal,
}: ItemProps & { plan: ShownPlan | null; isTotal: boolean }) {
  const words = useWords(allSeriesWords);
  const { say } = words;
  const open = useAllSeries((state) => state.open);
  const shown = useSession((state) => state.shown);
  const show = useSession((state) => state.show);
  const name = file.names[number];
  const groups = groupsOf(file, number);
  const why = sayNoForecast(words, file, results, number);
  const fileName = shown?.source.name ?? '';
  const heading = shown && headingOf(shown);
  // The columns of results stay where they are while more comes in: what is made of them is made anew each time.
  const meeting = meetingOfRow(words, { file, results, plan, number, heading, fileName });
  return (
    <aside className={`${controls.card} ${list.item}`} data-testid="all-item" aria-label={say('all.item')}>
      <ItemHead
        name={nameOf(words, file, number)}
        nameTestId="all-item-name"
        below={[say(`series-status.${file.statuses[number]}`), ...groups].join(' · ')}
        close={say('all.close')}
        closeTestId="all-item-close"
        onClose={() => open(null)}
      />
      {why && <p className={styles.why}>{why}</p>}
      {file.step && file.endMs !== null && file.lengths[number] > 0 && (
        <ItemChart file={file} results={results} number={number} step={file.step} endMs={file.endMs} plan={plan} />
      )}
      <Figures file={file} results={results} number={number} plan={plan} />
      {meeting && <MeetingBar data={meeting} />}
      <Careful file={file} results={results} number={number} />
      <Overrides file={file} results={results} number={number} plan={plan} />
      {isTotal && <Drill file={file} number={number} />}
      {file.lengths[number] > 0 && shown && !isTotal && (
        <button
          className={controls.button}
          type="button"
          data-testid="all-open-forecast"
          onClick={() => void show({ ...shown, uniqueId: name }, 'forecast')}
        >
          {say('all.open-forecast')}
        </button>
      )}
      <Steps file={file} results={results} number={number} />
    </aside>
  );
}
