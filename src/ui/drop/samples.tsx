import { sampleTitle } from '../../i18n/problem-words.ts';
import type { Sample } from '../../session/samples.ts';
import { useSession, useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { OwnTextLink } from '../shell/own-text-link.tsx';
import styles from './drop.module.css';

function SampleCard({ sample }: { sample: Sample }) {
  const words = useWords();
  const openSample = useSession((state) => state.openSample);
  const text = words.sayIfKnown(`sample.${sample.id}.text`);
  return (
    <li className={styles.sample}>
      <button
        className={styles.sampleButton}
        type="button"
        data-testid={`sample-${sample.id}`}
        onClick={() => void openSample(sample)}
      >
        <span className={styles.sampleField}>{words.say(`sample.field.${sample.field}`)}</span>
        <span className={styles.sampleTitle}>{sampleTitle(words, sample.id)}</span>
        <span className={styles.sampleMeta}>
          {words.say(`sample.rhythm.${sample.rhythm}`)}
          <span>{words.say('count.rows', { count: sample.rows })}</span>
        </span>
        {text && <span className={styles.sampleText}>{text}</span>}
      </button>
      <button
        className={`${controls.link} ${styles.sampleTour}`}
        type="button"
        data-testid={`tour-${sample.id}`}
        aria-label={`${words.say('start.tour')}: ${sampleTitle(words, sample.id)}`}
        onClick={() => void openSample(sample, true)}
      >
        {words.say('start.tour')}
      </button>
      <p className={styles.sampleSource}>
        <OwnTextLink
          href={sample.sourceUrl}
          title={sample.source}
          aria-label={`${words.say('start.source')}: ${sample.source}`}
        >
          {words.say('start.source')}
        </OwnTextLink>
        <span>{words.say(`sample.licence.${sample.licence}`)}</span>
      </p>
    </li>
  );
}

/** Real data, one click away; room is kept for them until their list has come. */
export function Samples() {
  const { say } = useWords();
  const samples = useSession((state) => state.samples);
  if (samples?.length === 0) {
    return (
      <p className={styles.noSamples} data-testid="no-samples">
        {say('start.no-samples')}
      </p>
    );
  }
  return (
    <section className={styles.samples} aria-label={say('start.samples')}>
      <h2 className={styles.sectionTitle}>{say('start.samples')}</h2>
      <ul className={styles.sampleList}>
        {samples?.map((sample) => (
          <SampleCard key={sample.id} sample={sample} />
        ))}
      </ul>
    </section>
  );
}
