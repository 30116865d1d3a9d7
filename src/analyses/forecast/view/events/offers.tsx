import { useEffect, useState } from 'react';
import type { EventKind } from '../../../../series/events.ts';
import type { EventOffer, RankedOffer } from '../../../../series/offer-events.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { useForecast } from '../context.ts';
import styles from './events.module.css';
import { sayImpact, sayOffer } from './say-event.ts';
import { eventsWords } from './words/events-words.ts';

/** What each kind of offer can be taken as, the likeliest first. */
const waysOf: Record<EventOffer['kind'], readonly EventKind[]> = {
  usual: ['usual', 'leave-out', 'one-off'],
  'stock-out': ['stock-out', 'leave-out'],
  recurring: ['recurring', 'one-off'],
};

type OffersProps = {
  data: LoadedSeries;
  offers: readonly EventOffer[];
  onTake: (offer: EventOffer, kind: EventKind) => void;
};

/** What may be an event: those that change the winner, the error or the forecast most stand first once that was tried. */
export function Offers({ data, offers, onTake }: OffersProps) {
  const words = useWords(eventsWords);
  const { say } = words;
  const rank = useForecast((state) => state.rankEvents);
  const [ranked, setRanked] = useState<{ of: readonly EventOffer[]; all: RankedOffer[] } | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    void rank(offers, controller.signal).then((all) => {
      if (!controller.signal.aborted) setRanked({ of: offers, all });
    });
    return () => controller.abort();
  }, [offers, rank]);
  const known = ranked?.of === offers ? ranked.all : null;
  const shown: readonly RankedOffer[] = known ?? offers.map((offer) => ({ ...offer, impact: null }));
  return (
    <section className={styles.offers}>
      <h3>{say('events.offers')}</h3>
      {!known && <p className={controls.faint}>{say('events.offers.ranking')}</p>}
      <ul>
        {shown.map((offer) => (
          <li key={`${offer.kind} ${offer.from}`} data-testid="event-offer" data-kind={offer.kind}>
            <div>
              <p>{sayOffer(words, offer, data.series)}</p>
              <p className={controls.faint}>{sayImpact(words, offer)}</p>
            </div>
            <span className={styles.ways}>
              {waysOf[offer.kind].map((kind, at) => (
                <button
                  key={kind}
                  className={at === 0 ? controls.button : controls.link}
                  type="button"
                  data-testid={`event-take-${kind}`}
                  onClick={() => onTake(offer, kind)}
                >
                  {say(`events.take.${kind}`)}
                </button>
              ))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
