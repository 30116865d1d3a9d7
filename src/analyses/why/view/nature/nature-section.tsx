import { type ComponentType, useId, useState } from 'react';
import { saySpan } from '../../../../i18n/dates.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import chart from '../../../../ui/chart/chart.module.css';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { Nature } from '../../nature/describe-nature.ts';
import { useWhy } from '../context.ts';
import { useLook } from '../use-look.ts';
import styles from './nature.module.css';
import {
  CalendarPicture,
  LagsPicture,
  MemoryPicture,
  PartsPicture,
  type PictureProps,
  PlacesPicture,
  SeasonPicture,
  ValuesPicture,
  WavesPicture,
} from './pictures.tsx';
import { sayMemory, sayParts, sayPlaces, saySeason, sayStationarity, sayValues, sayWaves } from './say-nature.ts';
import { type NatureWords, natureWords } from './words/nature-words.ts';

const need = { kind: 'nature' } as const;
/** More places than these are no picture of places. */
const mostPlaces = 53;

type Picture = {
  id: 'parts' | 'season' | 'places' | 'calendar' | 'memory' | 'waves' | 'values' | 'lags';
  Draw: ComponentType<PictureProps>;
  isThere(nature: Nature): boolean;
  say(words: NatureWords, props: PictureProps): string;
};

const always = () => true;
const pictures: readonly Picture[] = [
  {
    id: 'parts',
    Draw: PartsPicture,
    isThere: always,
    say: (words, { series, nature }) => sayParts(words, series, nature),
  },
  {
    id: 'season',
    Draw: SeasonPicture,
    isThere: ({ cycles }) => cycles !== null,
    say: (words, { series, nature }) => saySeason(words, series, nature),
  },
  {
    id: 'places',
    Draw: PlacesPicture,
    isThere: ({ cycles }) => cycles !== null && cycles.length <= mostPlaces,
    say: (words, { nature }) => sayPlaces(words, nature),
  },
  {
    id: 'calendar',
    Draw: CalendarPicture,
    isThere: ({ heatMap }) => heatMap !== null,
    say: ({ say }) => say('nature.calendar.why'),
  },
  { id: 'memory', Draw: MemoryPicture, isThere: always, say: (words, { nature }) => sayMemory(words, nature) },
  {
    id: 'waves',
    Draw: WavesPicture,
    isThere: always,
    say: (words, { series, nature }) => sayWaves(words, series, nature),
  },
  { id: 'values', Draw: ValuesPicture, isThere: always, say: (words, { nature }) => sayValues(words, nature) },
  { id: 'lags', Draw: LagsPicture, isThere: always, say: ({ say }) => say('nature.lags.why') },
];

function Described({ data, nature }: { data: LoadedSeries; nature: Nature }) {
  const words = useWords(natureWords);
  const { say } = words;
  const name = useId();
  const [chosen, choose] = useState<Picture['id']>('parts');
  const { series } = data;
  const there = pictures.filter(({ isThere }) => isThere(nature));
  const picture = there.find(({ id }) => id === chosen) ?? there[0];
  const stationarity = sayStationarity(words, nature);
  return (
    <div className={styles.nature}>
      {stationarity && (
        <div>
          <p className={styles.sentence} data-testid="nature-answer">
            {stationarity.said}
          </p>
          <p className={controls.faint}>{stationarity.tests}</p>
        </div>
      )}
      <div className={styles.choice}>
        <fieldset className={chart.ranges} aria-label={say('nature.picture')}>
          {there.map(({ id }) => (
            <label key={id} className={chart.range}>
              <input
                type="radio"
                name={name}
                data-testid={`nature-${id}`}
                checked={picture.id === id}
                onChange={() => choose(id)}
              />
              <span>{say(`nature.${id}`)}</span>
            </label>
          ))}
        </fieldset>
      </div>
      <figure className={styles.figure} data-testid="nature-picture">
        <figcaption>{picture.say(words, { series, nature })}</figcaption>
        <picture.Draw series={series} nature={nature} />
      </figure>
      {nature.wild > 0 && <p className={controls.faint}>{say('nature.wild', { count: nature.wild })}</p>}
      {nature.first > 0 && (
        <p className={controls.faint}>{say('nature.last', { span: saySpan(words, nature.y.length, series.step) })}</p>
      )}
    </div>
  );
}

/** What the series is like, one picture at a time. */
export function NatureSection() {
  const { say } = useWords(natureWords);
  const data = useWhy((state) => state.data);
  const nature = useLook<'nature'>(need);
  if (!data) return null;
  if (nature === undefined) {
    return (
      <p className={styles.waiting} role="status">
        {say('nature.looking')}
      </p>
    );
  }
  return nature ? <Described data={data} nature={nature} /> : <p>{say('nature.none')}</p>;
}
