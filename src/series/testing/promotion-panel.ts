/** A file of several shops with promotions planned ahead, and what is to be expected of each: the truth no forecast is made from. */
import { createRandom } from '../../base/random.ts';

const weeksKnown = 130;
export const weeksAhead = 13;

export type PromotedShop = {
  name: string;
  /** [weeksKnown + weeksAhead] mean sales, and whether there is a promotion. */
  truth: number[];
  promoted: boolean[];
};

/** How many times as much a promotion sells in each shop; in the last of them it does nothing. */
const factors = [1.4, 1.8, 1.6, 1];

const dateOf = (week: number) => new Date(Date.UTC(2022, 0, 3) + week * 7 * 86_400_000).toISOString().slice(0, 10);

/**
 * Weekly sales about the truth (8 % of noise), each shop with promotions of its own, which the file knows for a horizon after the last sales;
 * and `visitors`, known only afterwards, which tell the sales of the same week exactly.
 *
 * @param later what stands under `visitors` in the weeks to come
 */
export function promotionPanel(later = ''): { text: string; shops: PromotedShop[] } {
  const random = createRandom(11);
  const total = weeksKnown + weeksAhead;
  const shops = factors.map((factor, shop): PromotedShop => {
    const promoted = Array.from({ length: total }, () => false);
    for (let week = 3 + shop; week < total - 2; week += 5 + Math.floor(7 * random())) promoted[week] = true;
    promoted[weeksKnown + 4] = true;
    promoted[weeksKnown + 8] = true;
    const truth = promoted.map((is, week) => (150 + 60 * shop) * (1 + 0.001 * week) * (is ? factor : 1));
    return { name: `shop ${shop + 1}`, truth, promoted };
  });
  const rows = shops.flatMap(({ name, truth, promoted }) =>
    truth.map((mean, week) => {
      const noise = Math.sqrt(3) * 0.08 * (2 * random() - 1);
      const sales = (mean * (1 + noise)).toFixed(1);
      const isKnown = week < weeksKnown;
      const visitors = isKnown ? (2 * Number(sales)).toFixed(1) : later;
      return [dateOf(week), name, isKnown ? sales : '', promoted[week] ? 1 : 0, visitors].join(',');
    }),
  );
  return { text: `week,shop,sales,promo,visitors\n${rows.join('\n')}\n`, shops };
}

/** The sum over the promoted weeks to come of a forecast, over that of the truth. @param yhat [weeksAhead] */
export function promotedShare({ truth, promoted }: PromotedShop, yhat: ArrayLike<number>): number {
  let made = 0;
  let expected = 0;
  for (let step = 0; step < weeksAhead; step += 1) {
    if (!promoted[weeksKnown + step]) continue;
    made += yhat[step];
    expected += truth[weeksKnown + step];
  }
  return made / expected;
}
