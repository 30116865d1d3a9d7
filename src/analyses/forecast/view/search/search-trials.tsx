import type { Trial } from '../../../../evaluation/search/trials.ts';
import { idleNumbersOf, type ModelId } from '../../../../forecasters/model-cards.ts';
import type { Words } from '../../../../i18n/words.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import { isTraining } from '../../state/run.ts';
import { inOrderOfMerit, isSearching, lastScore, triedIn } from '../../state/search.ts';
import { useForecast } from '../context.ts';
import results from '../results/results.module.css';
import styles from './search.module.css';

const efforts = { 1: 'search.effort.brief', 3: 'search.effort.longer', 9: 'search.effort.full' } as const;

function isEffort(effort: number): effort is keyof typeof efforts {
  return effort in efforts;
}

const settingColumns = [
  'lookBackSteps',
  'hiddenSize',
  'layers',
  'patchLength',
  'learningRate',
  'dropout',
  'weightDecay',
] as const;

function isIdle(model: ModelId, name: (typeof settingColumns)[number]): boolean {
  return name !== 'lookBackSteps' && idleNumbersOf(model).includes(name);
}

/** What a trial is doing; nothing where it has come through and the search is over. */
function sayStatus({ say, percent }: Words, { status, share }: Trial, isLive: boolean): string {
  if (status === 'running') return say('search.learning', { share: percent(share) });
  return isLive || status !== 'scored' ? say(`search.status.${status}`) : '';
}

type TrialRowProps = { trial: Trial; isLive: boolean; locked: boolean };

function TrialRow({ trial, isLive, locked }: TrialRowProps) {
  const words = useWords();
  const { say, fixed, number } = words;
  const takeTrial = useForecast((state) => state.takeTrial);
  const { id, kind, model, settings, status } = trial;
  const { network } = settings;
  const score = lastScore(trial);
  const isNetwork = kind !== 'naive';
  return (
    <tr data-kind={kind} data-status={status} data-model={model}>
      <th scope="row">
        {say(`model.${model}`)}
        {kind !== 'drawn' && <span className={styles.kind}>{say(`search.kind.${kind}`)}</span>}
      </th>
      <td className={results.number} data-value={score?.error}>
        {score ? fixed(score.error, 3) : '–'}
      </td>
      <td>{isNetwork && score && isEffort(score.effort) ? say(efforts[score.effort]) : ''}</td>
      <td className={styles.status}>{sayStatus(words, trial, isLive)}</td>
      <td>
        {kind === 'drawn' && score && !isLive && !locked && (
          <button className={controls.link} type="button" onClick={() => takeTrial(id)}>
            {say('search.use-this')}
          </button>
        )}
      </td>
      {settingColumns.map((name) => (
        <td key={name} className={results.number}>
          {isNetwork && !isIdle(model, name)
            ? number(name === 'lookBackSteps' ? settings.lookBackSteps : network[name])
            : ''}
        </td>
      ))}
      <td>{isNetwork ? say(`setting.loss.${network.loss}`) : ''}</td>
      <td>{isNetwork ? say(`setting.normalisation.${network.normalisation}`) : ''}</td>
      <td>{isNetwork ? say(network.augmentation === 'on' ? 'search.augmented' : 'search.not-augmented') : ''}</td>
    </tr>
  );
}

/** Everything a search has tried, the best first, while it goes on and after. */
export function SearchTrials() {
  const { say } = useWords();
  const search = useForecast((state) => state.search);
  const training = useForecast(({ run }) => isTraining(run));
  const trials = triedIn(search);
  if (search.state === 'none' || search.state === 'failed' || trials.length === 0) return null;
  return (
    <section className={styles.trials} aria-labelledby="trials-title">
      <h2 id="trials-title">{say('search.trials')}</h2>
      <div className={controls.card}>
        <ScrollRegion className={`${results.scroll} ${results.tall}`} labelledBy="trials-title">
          <table className={results.table} data-testid="trials">
            <thead>
              <tr>
                <th scope="col">{say('results.model')}</th>
                <th className={results.number} scope="col">
                  {say(`metric.${search.metric}`)}
                </th>
                <th scope="col">{say('search.effort')}</th>
                <th scope="col">{say('search.status')}</th>
                <td />
                {settingColumns.map((name) => (
                  <th key={name} className={results.number} scope="col">
                    {say(`setting.${name}`)}
                  </th>
                ))}
                <th scope="col">{say('setting.loss')}</th>
                <th scope="col">{say('setting.normalisation')}</th>
                <th scope="col">{say('setting.augmentation')}</th>
              </tr>
            </thead>
            <tbody>
              {inOrderOfMerit(trials).map((trial) => (
                <TrialRow key={trial.id} trial={trial} isLive={isSearching(search)} locked={training} />
              ))}
            </tbody>
          </table>
        </ScrollRegion>
      </div>
      <p className={controls.faint}>{say('search.trials.why')}</p>
    </section>
  );
}
