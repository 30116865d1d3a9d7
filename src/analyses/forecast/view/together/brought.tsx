import { gather, leastShops } from '../../../../federation/gather.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { useForecast } from '../context.ts';
import takeAway from '../take-away/take-away.module.css';
import { saveRound } from './save-round.ts';
import { ShopsTable } from './shops-table.tsx';
import styles from './together.module.css';
import type { TogetherWords } from './words/together-words.ts';

/** What shops have handed back, and their average. */
export function Brought({ words, onAveraged }: { words: TogetherWords; onAveraged: () => void }) {
  const { say } = words;
  const brought = useForecast(({ together }) => together.brought);
  const unread = useForecast(({ together }) => together.unread);
  const averageRound = useForecast((state) => state.averageRound);
  const { counted, refused } = gather(brought);
  const first = counted[0]?.contribution;
  const average = () => {
    const round = averageRound();
    if (!round) return;
    saveRound(round);
    onAveraged();
  };
  const isLast = first && first.round === first.plan.rounds;
  return (
    <>
      {first && (
        <section className={takeAway.part} data-testid="together-brought">
          <h3>{say('together.brought', { round: first.round, rounds: first.plan.rounds })}</h3>
          <ShopsTable words={words} shops={counted.map(({ contribution }) => contribution.shop)} />
          <p className={takeAway.about}>{say('together.errors-why')}</p>
          <div className={takeAway.way}>
            <button
              className={controls.primary}
              type="button"
              data-testid="together-average"
              disabled={counted.length < leastShops}
              onClick={average}
            >
              {isLast ? say('together.average-last') : say('together.average', { round: first.round + 1 })}
            </button>
            {counted.length <= leastShops && (
              <p className={takeAway.about}>{say(counted.length < leastShops ? 'together.one' : 'together.two')}</p>
            )}
          </div>
        </section>
      )}
      {refused.length + unread.length > 0 && (
        <div className={styles.refused} role="alert" data-testid="together-refused">
          <p>{say('together.left-out')}</p>
          <ul className={styles.list}>
            {refused.map((file) => (
              <li key={`refused ${file.name}`}>
                {file.reason === 'other-round'
                  ? say('together.file.other-round', { name: file.name, found: file.found, wanted: file.wanted })
                  : file.reason === 'twice'
                    ? say('together.file.twice', { name: file.name, label: file.label, first: file.first })
                    : say(`together.file.${file.reason}`, { name: file.name })}
              </li>
            ))}
            {unread.map(({ name, reason }) => (
              <li key={`unread ${name}`}>{say(`together.file.${reason}`, { name })}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
