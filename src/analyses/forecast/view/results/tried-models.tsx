import type { ModelResult } from '../../../../evaluation/results.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { ScrollRegion } from '../../../../ui/shell/scroll-region.tsx';
import styles from './results.module.css';

type TriedModels = NonNullable<ModelResult['tried']>;

function TriedTable({ tried, titleId }: { tried: TriedModels; titleId: string }) {
  const { say, fixed, percent, sayIfKnown } = useWords();
  const outcomeOf = ({ error, passedOver }: TriedModels['models'][number]) => {
    if (passedOver) return say(`tried.${passedOver}`);
    return error === null ? '–' : fixed(error, 3);
  };
  return (
    <ScrollRegion className={styles.scroll ?? ''} labelledBy={titleId}>
      <table className={styles.table} data-testid="tried">
        <thead>
          <tr>
            <th scope="col">{say('results.model')}</th>
            <th className={styles.number} scope="col">
              <abbr title={say('tried.error.why')}>{say('tried.error')}</abbr>
            </th>
            <th className={styles.number} scope="col">
              {say('tried.weight')}
            </th>
          </tr>
        </thead>
        <tbody>
          {tried.models.map((model) => (
            <tr key={model.name} data-model={model.name}>
              <th scope="row">{sayIfKnown(`model.${model.name}`) ?? model.name}</th>
              <td className={model.passedOver ? styles.passedOver : styles.number}>{outcomeOf(model)}</td>
              <td className={styles.number} data-value={model.weight}>
                {model.weight > 0 ? (
                  percent(model.weight)
                ) : (
                  <span className={styles.undefined}>{say('tried.left-out')}</span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

/** What an automatic choice tried, with what it made of each. */
export function TriedModels({ result }: { result: ModelResult }) {
  const { say } = useWords();
  const { model, tried, members } = result;
  if (!tried) return null;
  const titleId = `tried-${model}`;
  return (
    <details className={styles.disclosure} data-testid="tried-models">
      <summary id={titleId}>{say('tried.title', { combination: say(`model.${model}`) })}</summary>
      <div className={`${controls.card} ${styles.tried}`}>
        <p className={styles.headNote}>
          {tried.origins === 0
            ? members?.[0]?.name === 'pretrained'
              ? say('tried.nothing-ahead', { model: say('model.pretrained') })
              : say('tried.nothing')
            : tried.origins === 1
              ? say('tried.why-once')
              : say('tried.why', { origins: tried.origins })}
        </p>
        <TriedTable tried={tried} titleId={titleId} />
      </div>
    </details>
  );
}
