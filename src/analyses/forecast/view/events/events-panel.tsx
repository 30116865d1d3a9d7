import { Suspense, useEffect, useState } from 'react';
import { writeCsv } from '../../../../base/write-csv.ts';
import { baseName, saveCsv } from '../../../../export/download.ts';
import { eventColumns, eventRows } from '../../../../series/event-table.ts';
import { type EventKind, isOfSeries, mostEvents, type SeriesEvent } from '../../../../series/events.ts';
import { type EventOffer, takeOffer } from '../../../../series/offer-events.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { EventNotes } from '../../inputs.ts';
import { useForecast } from '../context.ts';
import { EventForm } from './event-form.tsx';
import styles from './events.module.css';
import { ImportEvents } from './import-events.tsx';
import { Offers } from './offers.tsx';
import { kindLabel, sayNote, sayOfferTime, sayWhen } from './say-event.ts';
import { type EventsWords, eventsWords } from './words/events-words.ts';

const none: readonly SeriesEvent[] = [];

/** What was done last, and the list before it. */
type Step = { what: 'added' | 'removed' | 'changed'; name: string; before: readonly SeriesEvent[] };
type Imported = { what: 'imported'; count: number; before: readonly SeriesEvent[] };

function useNotes(data: LoadedSeries): EventNotes | null {
  const read = useForecast((state) => state.readEvents);
  const [known, setKnown] = useState<{ of: LoadedSeries; notes: EventNotes } | null>(null);
  useEffect(() => {
    let isLeft = false;
    void read().then((notes) => {
      if (notes && !isLeft) setKnown({ of: data, notes });
    });
    return () => {
      isLeft = true;
    };
  }, [data, read]);
  return known?.of === data ? known.notes : null;
}

function saySummary({ say, list }: EventsWords, events: number, notes: EventNotes | null): string {
  const offers = notes?.offers.length ?? 0;
  const parts = [
    ...(events > 0 ? [say('events.count', { count: events })] : []),
    ...(offers > 0 ? [say('events.offered', { count: offers })] : []),
  ];
  return parts.length > 0 ? list(parts) : say('events.none');
}

function Body({ data }: { data: LoadedSeries }) {
  const words = useWords(eventsWords);
  const { say } = words;
  const changeRules = useSession((state) => state.changeRules);
  const hasOthers = useSession(({ panel }) => panel.state === 'listed');
  const notes = useNotes(data);
  const [isOpen, setIsOpen] = useState(false);
  /** The event in the form; -1 for a new one, null where the form is closed. */
  const [edited, setEdited] = useState<number | null>(null);
  const [last, setLast] = useState<Step | Imported | null>(null);
  const { series, rules } = data;
  const events = rules.events ?? none;
  const own = events.flatMap((event, number) => (isOfSeries(event, series.uniqueId) ? [{ event, number }] : []));

  const change = (next: readonly SeriesEvent[], step: Step | Imported | null) => {
    setEdited(null);
    setLast(step);
    void changeRules({ events: next.length > 0 ? next : undefined });
  };
  const nameOf = ({ name }: SeriesEvent) => name || say('events.unnamed');
  const save = (event: SeriesEvent) => {
    if (edited === null || edited < 0) {
      if (events.length < mostEvents)
        change([...events, event], { what: 'added', name: nameOf(event), before: events });
      return;
    }
    change(events.with(edited, event), { what: 'changed', name: nameOf(event), before: events });
  };
  const take = (offer: EventOffer, kind: EventKind) => {
    const name = say(`events.name.${kind}`, { when: sayOfferTime(words, offer, series) });
    change([...events, takeOffer(offer, kind, series, name)], { what: 'added', name, before: events });
  };
  const saved = () => saveCsv(`${baseName(data.source.name)}-events.csv`, writeCsv(eventColumns, eventRows(events)));

  return (
    <details
      className={styles.fold}
      data-testid="events"
      onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}
    >
      <summary>
        {say('events.title')} <span className={controls.faint}>{saySummary(words, own.length, notes)}</span>
      </summary>
      {isOpen && (
        <div className={styles.body}>
          <p className={styles.why}>
            {hasOthers ? words.sentences([say('events.why'), say('events.all-series')]) : say('events.why')}
          </p>
          {last && (
            <p className={styles.last} role="status">
              {last.what === 'imported'
                ? say('events.undone.imported', { count: last.count })
                : say(`events.undone.${last.what}`, { name: last.name })}{' '}
              <button
                className={controls.link}
                type="button"
                data-testid="event-undo"
                onClick={() => change(last.before, null)}
              >
                {say('events.undo')}
              </button>
            </p>
          )}
          {own.length > 0 && (
            <ul className={styles.list}>
              {own.map(({ event, number }) => (
                <li key={number} data-testid="event" data-kind={event.kind}>
                  <div>
                    <p>
                      <strong>{nameOf(event)}</strong>{' '}
                      <span className={controls.faint}>
                        {[
                          sayWhen(words, event, series),
                          kindLabel(words, event),
                          ...(hasOthers && event.uniqueId === undefined ? [say('events.of-all')] : []),
                        ].join(' · ')}
                      </span>
                    </p>
                    <p className={styles.note} data-testid="event-note">
                      {sayNote(
                        words,
                        event,
                        notes?.notes.find((note) => note.event === number),
                        series,
                      ).join(' · ')}
                    </p>
                  </div>
                  <span className={styles.ways}>
                    <button className={controls.link} type="button" onClick={() => setEdited(number)}>
                      {say('events.edit')}
                    </button>
                    <button
                      className={controls.link}
                      type="button"
                      data-testid="event-remove"
                      onClick={() =>
                        change(
                          events.filter((_, at) => at !== number),
                          { what: 'removed', name: nameOf(event), before: events },
                        )
                      }
                    >
                      {say('events.remove')}
                    </button>
                  </span>
                </li>
              ))}
            </ul>
          )}
          {edited !== null && (
            <EventForm
              key={edited}
              data={data}
              event={edited < 0 ? null : (events[edited] ?? null)}
              hasOthers={hasOthers}
              onSave={save}
              onCancel={() => setEdited(null)}
            />
          )}
          <div className={styles.actions}>
            {edited === null && (
              <button className={controls.button} type="button" data-testid="event-add" onClick={() => setEdited(-1)}>
                {say('events.add')}
              </button>
            )}
            <ImportEvents
              onRead={(read) =>
                change([...events, ...read.events].slice(0, mostEvents), {
                  what: 'imported',
                  count: read.events.length,
                  before: events,
                })
              }
            />
            {events.length > 0 && (
              <button className={controls.link} type="button" data-testid="event-export" onClick={saved}>
                {say('events.export')}
              </button>
            )}
          </div>
          {notes && notes.offers.length > 0 && <Offers data={data} offers={notes.offers} onTake={take} />}
        </div>
      )}
    </details>
  );
}

/** The list of events, folded to a line. */
export function EventsPanel({ data }: { data: LoadedSeries }) {
  return (
    <Suspense fallback={null}>
      <Body data={data} />
    </Suspense>
  );
}
