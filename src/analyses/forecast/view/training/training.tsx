import { type ModelId, trains } from '../../../../forecasters/model-cards.ts';
import type { SettingValue } from '../../../../forecasters/setting-cards.ts';
import { Bar } from '../../../../ui/shell/bar.tsx';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { isTraining, type ModelProgress, modelsInTurn, shownWork } from '../../state/run.ts';
import { LossChart } from '../chart/loss-chart.tsx';
import { useForecast } from '../context.ts';
import { shareOfModel } from './progress-share.ts';
import { sayTimeLeft } from './say-time-left.ts';
import styles from './training.module.css';

/** What the two lines of a loss curve are. */
export function LossLegend() {
  const { say } = useWords();
  return (
    <p className={styles.lossLegend}>
      <span className={styles.lossKey}>
        <span className={styles.trainSwatch} aria-hidden="true" />
        {say('training.loss-train')}
      </span>
      <span className={styles.lossKey}>
        <span className={styles.validationSwatch} aria-hidden="true" />
        {say('training.loss-validation')}
      </span>
    </p>
  );
}

type ModelTrainingProps = { model: ModelId; progress: ModelProgress; refit: SettingValue<'refit'> };

function ModelTraining({ model, progress, refit }: ModelTrainingProps) {
  const words = useWords();
  const { say } = words;
  const { phase, epoch, epochs, curve, etaMs } = progress;
  const name = say(`model.${model}`);
  const isLearning = phase === 'fit' || phase === 'origins' || phase === 'refit';
  return (
    <li className={`${controls.card} ${styles.model}`} data-model={model} data-phase={phase}>
      <div className={styles.modelHead}>
        <h3>{name}</h3>
        <p>{say(`training.${phase}`)}</p>
      </div>
      <Bar label={name} share={shareOfModel(progress, refit)} />
      <div className={styles.numbers}>
        <span>{isLearning && epochs > 0 && say('training.epoch', { epoch, epochs })}</span>
        <span>{isLearning && (etaMs === null ? say('training.time-unknown') : sayTimeLeft(words, etaMs))}</span>
      </div>
      <LossChart model={model} curve={curve} epochs={phase === 'fit' ? epochs : curve.train.length} />
      <LossLegend />
    </li>
  );
}

/** What each model in training is doing, live. */
export function Training() {
  const { say, list } = useWords();
  const work = useForecast(({ run }) => (isTraining(run) ? shownWork(run) : null));
  if (!work) return null;
  // What is not trained epoch by epoch is done before there is anything to watch: its result says it all.
  const training = work.settings.models.filter((model) => trains(model));
  const now = modelsInTurn(work);
  return (
    <section className={styles.training} data-testid="progress" aria-labelledby="training-title">
      <h2 id="training-title">{say('training.title')}</h2>
      {now.length > 0 && (
        <p className={controls.faint}>
          {say('training.now', { model: list(now.map((model) => say(`model.${model}`))) })}
        </p>
      )}
      <ul className={styles.models}>
        {training.map((model) => {
          const progress = work.progress[model];
          return (
            progress && (
              <ModelTraining key={model} model={model} progress={progress} refit={work.settings.backtest.refit} />
            )
          );
        })}
      </ul>
    </section>
  );
}
