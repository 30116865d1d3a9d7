import type { LossCurve } from '../../../../evaluation/results.ts';
import type { ModelId } from '../../../../forecasters/model-cards.ts';
import styles from '../../../../ui/chart/small-charts.module.css';
import { useWords } from '../../../../ui/shell/context.ts';
import { lossPaths } from './loss-paths.ts';

const width = 300;
const height = 72;

/** The loss of a model in training, epoch by epoch, on a logarithmic scale. */
export function LossChart({ model, curve, epochs }: { model: ModelId; curve: LossCurve; epochs: number }) {
  const words = useWords();
  const { train, validation } = curve;
  const paths = lossPaths(curve, Math.max(epochs, train.length), width, height);
  const label =
    train.length === 0
      ? words.say('training.loss-empty')
      : words.say('training.loss-label', {
          model: words.say(`model.${model}`),
          train: words.number(train.at(-1) ?? Number.NaN),
          validation: words.number(validation.at(-1) ?? Number.NaN),
          epochs: words.say('count.epochs', { count: train.length }),
        });
  return (
    <svg
      className={styles.loss}
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={label}
    >
      <path className={styles.lossTrain} d={paths.train} />
      <path className={styles.lossValidation} d={paths.validation} />
    </svg>
  );
}
