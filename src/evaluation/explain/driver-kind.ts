/** What sort of thing a column beside a series is, by its name. */
import { isPrice } from '../../table/columns/level-words.ts';
import { nameWords } from '../../table/columns/name-words.ts';

export const driverKinds = ['price', 'promotion', 'holidays', 'weather', 'other'] as const;
export type DriverKind = (typeof driverKinds)[number];

type Told = { kind: DriverKind; words: ReadonlySet<string>; signs: RegExp };

const split = (words: string): ReadonlySet<string> => new Set(words.split(' '));

const told: readonly Told[] = [
  {
    kind: 'promotion',
    words: split(
      'promo promos promotion promotions promotional campaign campaigns aktion aktionen werbung advert advertising ad ads offer ' +
        'offers deal deals flyer feature display coupon coupons markdown markdowns sale rebate rabatt discount',
    ),
    signs: /促销|活动|优惠|折扣|广告|满减|プロモ|販促/u,
  },
  {
    kind: 'holidays',
    words: split(
      'holiday holidays feiertag feiertage ferien vacation festival festivo feriado easter christmas ramadan',
    ),
    signs: /节假日|假日|节日|春节|国庆|祝日/u,
  },
  {
    kind: 'weather',
    words: split(
      'weather temp temperature temperatur tmax tmin tavg rain rainfall precipitation prcp snow wind sun sunshine humidity ' +
        'wetter regen niederschlag cloud',
    ),
    signs: /天气|气温|温度|降雨|降水|下雨|风速|湿度|天気/u,
  },
];

/** @param name as the column is called, or as `holidayCovariate` and `calendarCovariates` name theirs */
export function kindOfDriver(name: string): DriverKind | 'calendar' {
  if (name.startsWith('calendar: ')) return 'calendar';
  const words = nameWords(name);
  const found = told.find(({ words: known, signs }) => signs.test(name) || words.some((word) => known.has(word)));
  return found?.kind ?? (isPrice(name) ? 'price' : 'other');
}
