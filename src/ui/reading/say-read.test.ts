import { describe, expect, it } from 'vitest';
import { englishWords, loadWords } from '../../i18n/load-words.ts';
import type { StepUnit } from '../../series/step.ts';
import { type ReadFacts, sayRead } from './say-read.ts';

const chinese = await loadWords('zh-CN');
const step = (unit: StepUnit, every = 1) => ({ unit, every });

const passengers: ReadFacts = {
  step: step('month'),
  firstMs: Date.UTC(1949, 0, 1),
  lastMs: Date.UTC(1960, 11, 1),
  length: 144,
  targets: ['Passengers'],
  ids: [],
  series: null,
};
const weekly: ReadFacts = {
  step: step('week'),
  firstMs: Date.UTC(2023, 9, 2),
  lastMs: Date.UTC(2026, 9, 26),
  length: 161,
  targets: ['Sales'],
  ids: ['Article'],
  series: 360,
};
const summer = { firstMs: Date.UTC(2000, 5, 5), lastMs: Date.UTC(2000, 7, 27) };

describe('the line about a file', () => {
  it.each<[string, Partial<ReadFacts>, ReadFacts, string, string]>([
    [
      'one series',
      {},
      passengers,
      'Monthly passengers, Jan 1949 to Dec 1960',
      '每月 Passengers，1949年1月至1960年12月',
    ],
    [
      'many of one kind',
      {},
      weekly,
      'Weekly sales of 360 articles, Oct 2023 to Oct 2026',
      '360 种商品的每周 Sales，2023年10月至2026年10月',
    ],
    [
      'a kind in another language, and a heading of another',
      { ids: ['Artikel'], targets: ['Menge'] },
      weekly,
      'Weekly Menge of 360 articles, Oct 2023 to Oct 2026',
      '360 种商品的每周 Menge，2023年10月至2026年10月',
    ],
    [
      'ten thousand of no known kind',
      { ids: ['Kostenstelle'], series: 10_000 },
      weekly,
      'Weekly sales of 10,000 series by Kostenstelle, Oct 2023 to Oct 2026',
      '10,000 条序列（按 Kostenstelle 区分）的每周 Sales，2023年10月至2026年10月',
    ],
    [
      'series told by two columns',
      { ids: ['Store', 'Article'], targets: ['units_sold'] },
      weekly,
      'Weekly units sold of 360 series by Store and Article, Oct 2023 to Oct 2026',
      '360 条序列（按 Store 和 Article 区分）的每周 units sold，2023年10月至2026年10月',
    ],
    [
      'two values of each',
      { ids: ['store_id'], targets: ['Sales', 'Visitors'], series: 8 },
      weekly,
      'Weekly sales and visitors of 4 stores, Oct 2023 to Oct 2026',
      '4 家门店的每周 Sales 和 Visitors，2023年10月至2026年10月',
    ],
    [
      'a column for each series',
      { targets: ['North', 'South', 'East', 'West', 'Online'] },
      passengers,
      'Monthly values of 5 columns (North, South, East, and 2 more), Jan 1949 to Dec 1960',
      '5 列（North、South、East 和另外 2 列）的每月数值，1949年1月至1960年12月',
    ],
    [
      'a file with one series by its columns',
      { series: 1 },
      weekly,
      'Weekly sales, Oct 2023 to Oct 2026',
      '每周 Sales，2023年10月至2026年10月',
    ],
    [
      'headings that say nothing',
      { targets: ['value'] },
      passengers,
      'Monthly values, Jan 1949 to Dec 1960',
      '每月数值，1949年1月至1960年12月',
    ],
    [
      'a heading of one letter',
      { targets: ['y'] },
      passengers,
      'Monthly values, Jan 1949 to Dec 1960',
      '每月数值，1949年1月至1960年12月',
    ],
    [
      'abbreviations',
      { targets: ['GDP growth'] },
      passengers,
      'Monthly GDP growth, Jan 1949 to Dec 1960',
      '每月 GDP growth，1949年1月至1960年12月',
    ],
    [
      'a unit, another rhythm, and dates of one year',
      { ...summer, step: step('minute', 30), targets: ['Demand (MW)'] },
      passengers,
      'Demand in MW, every 30 minutes, Jun 5, 2000 to Aug 27, 2000',
      'Demand（MW），每 30 分钟一个，2000年6月5日至2000年8月27日',
    ],
    [
      'hours of one day',
      { step: step('hour'), firstMs: Date.UTC(2025, 2, 1), lastMs: Date.UTC(2025, 2, 1, 23) },
      passengers,
      'Hourly passengers, Mar 1, 2025, 00:00 to Mar 1, 2025, 23:00',
      '每小时 Passengers，2025年3月1日 00:00至2025年3月1日 23:00',
    ],
    [
      'quarters',
      { step: step('quarter') },
      passengers,
      'Quarterly passengers, Q1 1949 to Q4 1960',
      '每季度 Passengers，1949 年第 1 季度至1960 年第 4 季度',
    ],
    [
      'no dates',
      { step: step('row'), firstMs: 1, lastMs: 144, targets: ['销量'] },
      passengers,
      '销量, 144 rows without dates',
      '销量，144 行，没有日期',
    ],
  ])('%s', (_, change, facts, inEnglish, inChinese) => {
    expect(sayRead(englishWords, { ...facts, ...change })).toBe(inEnglish);
    expect(sayRead(chinese, { ...facts, ...change })).toBe(inChinese);
  });
});
