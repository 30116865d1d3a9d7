import { Chip } from '../../../ui/list/list-tools.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import type { FilterId } from '../state/all-series-store.ts';
import { stages } from '../state/results.ts';
import styles from './all-series.module.css';
import { useAllSeries } from './context.ts';
import type { Table } from './use-table.ts';
import { type AllSeriesWords, allSeriesWords } from './words/all-series-words.ts';

function whyOf(words: AllSeriesWords, filter: FilterId): string | undefined {
  return words.sayIfKnown(`all.filter.${filter}.why`) ?? undefined;
}

/** What wants a look, as chips with counts, all of them always there; below, classes of trust, of value and of error. */
export function Filters({ table }: { table: Table }) {
  const words = useWords(allSeriesWords);
  const { say } = words;
  const { filter, classes } = useAllSeries(({ view }) => view);
  const changeView = useAllSeries((state) => state.changeView);
  const { flags, classes: ofClasses } = table.counts;
  const total = table.data.file.names.length;
  const countOf = (id: FilterId) => ofClasses.find(([other]) => other === id)?.[1] ?? 0;
  const isBegun = useAllSeries(
    ({ run, known }) => run.state !== 'idle' || !known?.results.stage.every((stage) => stage === stages.none),
  );
  const groups: { label: string; title?: string; ids: readonly FilterId[] }[] = [
    { label: say('all.classes.trust'), ids: ['good', 'fair', 'poor'] },
    { label: say('all.classes.value'), title: say('all.classes.value.why'), ids: ['a', 'b', 'c'] },
    { label: say('all.classes.error'), title: say('all.classes.error.why'), ids: ['x', 'y', 'z'] },
  ];
  const nameOf = (id: FilterId) => {
    if (id === 'good' || id === 'fair' || id === 'poor') return say(`trust.${id}`);
    return say(`all.filter.${id}`);
  };
  return (
    <fieldset className={styles.filters} aria-label={say('all.filters')}>
      <div className={styles.chips}>
        <Chip
          testId="all-filter-all"
          label={say('all.filter.all')}
          count={total}
          room={total}
          isOn={filter === null && classes === null}
          onClick={() => changeView({ filter: null, classes: null })}
        />
        {flags.map(([id, count]) => (
          <Chip
            key={id}
            testId={`all-filter-${id}`}
            label={nameOf(id)}
            count={count}
            room={total}
            isOn={filter === id}
            isDisabled={count === 0 && filter !== id}
            title={whyOf(words, id)}
            onClick={() => changeView({ filter: filter === id ? null : id })}
          />
        ))}
      </div>
      {isBegun && (
        <div className={styles.classes}>
          {groups.map(({ label, title, ids }) => (
            <span key={label} className={styles.class}>
              <span title={title}>{label}</span>
              {ids.map((id) => (
                <Chip
                  key={id}
                  testId={`all-filter-${id}`}
                  label={nameOf(id)}
                  count={countOf(id)}
                  room={total}
                  isOn={classes === id}
                  isDisabled={countOf(id) === 0 && classes !== id}
                  title={title}
                  onClick={() => changeView({ classes: classes === id ? null : id })}
                />
              ))}
            </span>
          ))}
        </div>
      )}
    </fieldset>
  );
}
