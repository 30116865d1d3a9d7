import { leastShops } from '../../../../federation/gather.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { gatherShops } from '../../state/shops.ts';
import { useForecast } from '../context.ts';
import takeAway from '../take-away/take-away.module.css';
import { saveRound } from './save-round.ts';
import styles from './shops.module.css';
import { ShopsTable } from './shops-table.tsx';
import type { ShopsWords } from './words/shops-words.ts';

/** What shops have handed back, and their average. */
export function Brought({ words, onAveraged }: { words: ShopsWords; onAveraged: () => void }) {
  const { say } = words;
  const brought = useForecast(({ shops }) => shops.brought);
  const unread = useForecast(({ shops }) => shops.unread);
  const handedBack = useForecast(({ shops }) => shops.handedBack);
  const averageRound = useForecast((state) => state.averageRound);
  const { counted, refused } = gatherShops({ brought, handedBack });
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
        <section className={takeAway.part} data-testid="shops-brought">
          <h3>{say('shops.brought', { round: first.round, rounds: first.plan.rounds })}</h3>
          <ShopsTable words={words} shops={counted.map(({ contribution }) => contribution.shop)} />
          <p className={takeAway.about}>{say('shops.errors-why')}</p>
          <div className={takeAway.way}>
            <button
              className={controls.primary}
              type="button"
              data-testid="shops-average"
              disabled={counted.length < leastShops}
              onClick={average}
            >
              {isLast ? say('shops.average-last') : say('shops.average', { round: first.round + 1 })}
            </button>
            {counted.length <= leastShops && (
              <p className={takeAway.about}>{say(counted.length < leastShops ? 'shops.one' : 'shops.two')}</p>
            )}
          </div>
        </section>
      )}
      {refused.length + unread.length > 0 && (
        <div className={styles.refused} role="alert" data-testid="shops-refused">
          <p>{say('shops.left-out')}</p>
          <ul className={styles.list}>
            {refused.map((file) => (
              <li key={`refused ${file.name}`}>
                {file.reason === 'other-round'
                  ? say('shops.file.other-round', { name: file.name, found: file.found, wanted: file.wanted })
                  : file.reason === 'twice'
                    ? say('shops.file.twice', { name: file.name, label: file.label, first: file.first })
                    : say(`shops.file.${file.reason}`, { name: file.name })}
              </li>
            ))}
            {unread.map(({ name, reason }) => (
              <li key={`unread ${name}`}>{say(`shops.file.${reason}`, { name })}</li>
            ))}
          </ul>
        </div>
      )}
    </>
  );
}
