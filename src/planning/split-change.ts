/** Why a total of money changed between two periods: by price, by volume, by mix, by what is new and what is gone. */

/** What an item sold in two periods: units, and money for them. */
export type ItemSales = {
  units: readonly [before: number, now: number];
  money: readonly [before: number, now: number];
};

export type ChangeParts = {
  before: number;
  now: number;
  /** Items that cost another amount, at the mean of the units of both periods. */
  price: number;
  /** More or fewer units of all items together, at the mean price of all. */
  volume: number;
  /** Dearer or cheaper items have another share of the units. */
  mix: number;
  /** Items that sold nothing before, and those that sell nothing now. */
  added: number;
  gone: number;
};

/**
 * Splits the change of a total into parts that add up to it exactly. Items that sold in both periods are split by Bennet's symmetric
 * indicators (1920): price `(q0 + q1) / 2 (p1 - p0)`, quantity `(p0 + p1) / 2 (q1 - q0)`; of the quantity what all units together would
 * have brought at the mean price is the volume, what is left the mix.
 *
 * @param items with units that are not negative; one with money but no units counts as new or gone
 */
export function splitChange(items: readonly ItemSales[]): ChangeParts {
  const parts = { before: 0, now: 0, price: 0, volume: 0, mix: 0, added: 0, gone: 0 };
  let quantity = 0;
  const kept = { units: [0, 0], money: [0, 0] };
  for (const { units, money } of items) {
    parts.before += money[0];
    parts.now += money[1];
    if (units[0] > 0 && units[1] > 0) {
      const prices = [money[0] / units[0], money[1] / units[1]];
      parts.price += ((units[0] + units[1]) / 2) * (prices[1] - prices[0]);
      quantity += ((prices[0] + prices[1]) / 2) * (units[1] - units[0]);
      for (const period of [0, 1]) {
        kept.units[period] += units[period];
        kept.money[period] += money[period];
      }
    } else {
      parts.added += money[1];
      parts.gone -= money[0];
    }
  }
  if (kept.units[0] > 0) {
    const mean = (kept.money[0] / kept.units[0] + kept.money[1] / kept.units[1]) / 2;
    parts.volume = mean * (kept.units[1] - kept.units[0]);
    parts.mix = quantity - parts.volume;
  }
  return parts;
}
