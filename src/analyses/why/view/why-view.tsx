import { SeriesPart } from '../../../ui/reading/series-part.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import type { WhyStore } from '../state/why-store.ts';
import { useWhy, WhyContext } from './context.ts';
import { type SectionId, sectionIds, sections } from './sections.ts';
import styles from './why.module.css';
import { whyWords } from './words/why-words.ts';

function Section({ id }: { id: SectionId }) {
  const { say } = useWords(whyWords);
  const isOpen = useWhy(({ opened }) => opened.includes(id));
  const openSection = useWhy((state) => state.openSection);
  const Content = sections[id];
  return (
    <details
      className={styles.section}
      data-testid={`why-${id}`}
      open={isOpen}
      onToggle={({ currentTarget }) => openSection(id, currentTarget.open)}
    >
      <summary>
        <h2 className={styles.title}>{say(`why.section.${id}`)}</h2>
        <span className={styles.hint}>{say(`why.section.${id}.why`)}</span>
      </summary>
      {isOpen && <Content />}
    </details>
  );
}

function Sections() {
  const data = useWhy((state) => state.data);
  const { say } = useWords(whyWords);
  if (!data) return null;
  return (
    <div className={styles.why} data-testid="why-view">
      <p className={styles.of}>
        {say('why.of')} <SeriesPart data={data} />
      </p>
      {sectionIds.map((id) => (
        <Section key={id} id={id} />
      ))}
    </div>
  );
}

/** Why the forecast is what it is, and what would be if. */
export function WhyView({ store }: { store: WhyStore }) {
  return (
    <WhyContext value={store}>
      <Sections />
    </WhyContext>
  );
}
