import { useId, useState } from 'react';
import { civilFromDays, dayMs } from '../../../../base/civil.ts';
import { timeAt } from '../../../../series/calendar.ts';
import {
  type EventKind,
  type EventSpan,
  eventKinds,
  longestName,
  type SeriesEvent,
} from '../../../../series/events.ts';
import { holidayCountries } from '../../../../series/holiday-countries.ts';
import { daysWithHoliday } from '../../../../series/public-holidays.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { Select } from '../../../../ui/shell/select.tsx';
import { sayCountry } from '../settings/say-setting.ts';
import styles from './events.module.css';
import { kindLabel } from './say-event.ts';
import { eventsWords } from './words/events-words.ts';

type Again = 'year' | 'dates' | 'holiday';
type Typed = { from: string; to: string };
/** One of the times of an event, by the place that it keeps. */
type TypedTime = Typed & { place: number };
type Problem = 'dates' | 'holiday';

/** Years beyond the end of a series for which an event is placed by its holiday. */
const yearsAhead = 10;

/** How times are typed: rows by their number, days, or minutes of the day. */
type Entry = 'row' | 'date' | 'datetime-local';

function entryOf({ unit }: LoadedSeries['series']['step']): Entry {
  if (unit === 'row') return 'row';
  return unit === 'hour' || unit === 'minute' || unit === 'second' ? 'datetime-local' : 'date';
}

const cutOf: Record<Exclude<Entry, 'row'>, number> = { date: 10, 'datetime-local': 16 };
const lastsOf: Record<Entry, number> = { row: 1, date: dayMs, 'datetime-local': 60_000 };

function typedOf({ fromMs, toMs }: EventSpan, entry: Entry): Typed {
  if (entry === 'row') return { from: String(fromMs), to: String(toMs) };
  const [from, to] = [fromMs, toMs].map((ms) => new Date(ms).toISOString().slice(0, cutOf[entry]));
  return { from, to };
}

function spanOf({ from, to }: Typed, entry: Entry): EventSpan | null {
  const read = (text: string) => (entry === 'row' ? Number(text || Number.NaN) : Date.parse(`${text}Z`));
  const fromMs = read(from);
  const toMs = read(to === '' ? from : to) + lastsOf[entry] - 1;
  return Number.isFinite(fromMs) && fromMs <= toMs ? { fromMs, toMs } : null;
}

/** The times of an event that goes with a holiday of a country, as often as the series and ten years more see it. */
async function spansByHoliday(
  { fromMs, toMs }: EventSpan,
  country: string,
  { firstMs, step, length }: LoadedSeries['series'],
): Promise<EventSpan[] | null> {
  const { default: tables } = await import('../../../../series/holiday-tables.json');
  const yearAt = (ms: number) => civilFromDays(Math.floor(ms / dayMs)).year;
  const years = [yearAt(firstMs), yearAt(timeAt(firstMs, step, length)) + yearsAhead] as const;
  const day = Math.floor(fromMs / dayMs);
  const days = daysWithHoliday(tables, country, day, years);
  return days?.map((one) => ({ fromMs: fromMs + (one - day) * dayMs, toMs: toMs + (one - day) * dayMs })) ?? null;
}

type EventFormProps = {
  data: LoadedSeries;
  /** What is edited; null for a new one. */
  event: SeriesEvent | null;
  hasOthers: boolean;
  onSave: (event: SeriesEvent) => void;
  onCancel: () => void;
};

export function EventForm({ data, event, hasOthers, onSave, onCancel }: EventFormProps) {
  const words = useWords(eventsWords);
  const { say, language } = words;
  const id = useId();
  const { series } = data;
  const entry = entryOf(series.step);
  const last = timeAt(series.firstMs, series.step, series.length - 1);
  const [name, setName] = useState(event?.name ?? '');
  const [kind, setKind] = useState<EventKind>(event?.kind ?? 'one-off');
  const [times, setTimes] = useState<TypedTime[]>(
    (event?.spans ?? [{ fromMs: last, toMs: last }]).map((span, place) => ({ place, ...typedOf(span, entry) })),
  );
  const [again, setAgain] = useState<Again>(event && !event.isYearly ? 'dates' : 'year');
  const [country, setCountry] = useState('US');
  const [isOfAll, setIsOfAll] = useState(event !== null && event.uniqueId === undefined);
  const [problem, setProblem] = useState<Problem | null>(null);
  const comesAgain = kind === 'recurring' && entry !== 'row';
  const isSingle = kind === 'recurring' && again === 'holiday';

  const submit = async () => {
    const read = (isSingle ? times.slice(0, 1) : times).map((typed) => spanOf(typed, entry));
    const spans = read.filter((span) => span !== null);
    if (spans.length < read.length) return setProblem('dates');
    const byHoliday = comesAgain && again === 'holiday' ? await spansByHoliday(spans[0], country, series) : spans;
    if (!byHoliday) return setProblem('holiday');
    onSave({
      name: name.trim().slice(0, longestName),
      kind,
      spans: byHoliday,
      ...(comesAgain && again === 'year' && { isYearly: true }),
      ...(!isOfAll && { uniqueId: event?.uniqueId ?? series.uniqueId }),
    });
  };

  const change = (changed: number, part: Partial<Typed>) => {
    setProblem(null);
    setTimes(times.map((typed) => (typed.place === changed ? { ...typed, ...part } : typed)));
  };
  const comes = (['year', 'dates', 'holiday'] as const).map((value) => ({
    value,
    label: say(`events.form.again.${value}`),
  }));
  const countries = holidayCountries
    .map((value) => ({ value, label: sayCountry(words, value) }))
    .sort((one, other) => one.label.localeCompare(other.label, language));
  const type = entry === 'row' ? 'number' : entry;

  return (
    <form
      className={styles.form}
      data-testid="event-form"
      onSubmit={(submitted) => {
        submitted.preventDefault();
        void submit();
      }}
    >
      <label>
        <span>{say('events.form.name')}</span>
        <input
          data-testid="event-name"
          value={name}
          maxLength={longestName}
          autoComplete="off"
          onChange={({ target }) => setName(target.value)}
        />
      </label>
      <label>
        <span>{say('events.form.kind')}</span>
        <Select
          value={kind}
          data-testid="event-kind"
          options={eventKinds.map((value) => ({ value, label: kindLabel(words, { kind: value }) }))}
          onChoose={setKind}
        />
      </label>
      {(isSingle ? times.slice(0, 1) : times).map((typed) => (
        <div key={typed.place} className={styles.times}>
          {(['from', 'to'] as const).map((part) => (
            <label key={part}>
              <span>{say(entry === 'row' ? `events.form.${part}-row` : `events.form.${part}`)}</span>
              <input
                type={type}
                id={`${id}-${typed.place}-${part}`}
                data-testid={`event-${part}`}
                value={typed[part]}
                onChange={({ target }) => change(typed.place, { [part]: target.value })}
              />
            </label>
          ))}
        </div>
      ))}
      {comesAgain && (
        <label>
          <span>{say('events.form.again')}</span>
          <Select value={again} data-testid="event-again" options={comes} onChoose={setAgain} />
        </label>
      )}
      {comesAgain && again === 'holiday' && (
        <label>
          <span>{say('events.form.country')}</span>
          <Select value={country} data-testid="event-country" options={countries} onChoose={setCountry} />
        </label>
      )}
      {hasOthers && (
        <label>
          <span>{say('events.form.series')}</span>
          <Select
            value={isOfAll ? 'all' : 'one'}
            data-testid="event-series"
            options={(['one', 'all'] as const).map((value) => ({ value, label: say(`events.form.series.${value}`) }))}
            onChoose={(value) => setIsOfAll(value === 'all')}
          />
        </label>
      )}
      {problem && (
        <p role="alert" className={styles.problem}>
          {say(`events.form.problem.${problem}`)}
        </p>
      )}
      <div className={styles.actions}>
        <button className={controls.primary} type="submit" data-testid="event-save">
          {say('events.form.save')}
        </button>
        <button className={controls.link} type="button" onClick={onCancel}>
          {say('events.form.cancel')}
        </button>
        {kind === 'recurring' && !isSingle && (
          <button
            className={controls.link}
            type="button"
            data-testid="event-date"
            onClick={() => setTimes([...times, { place: times.length, from: '', to: '' }])}
          >
            {say('events.form.date')}
          </button>
        )}
      </div>
    </form>
  );
}
