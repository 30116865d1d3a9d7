import { expect, test } from 'vitest';
import { isWholeTotal, maySayTotal, saysAverage, saysTotal } from './total-words.ts';

const whole =
  'Total|Grand Total|Total général|Sum|Summe|Gesamtergebnis|Итого|ИТОГО:|Всего|Razem|Totaal|Toplam|Genel Toplam|合計|합계|小计|Median|' +
  'Total geral|TOTAL GENERAL|Totale|Subtotaal|Suma|Somme|Sub-total|Totals:|Average and total|Ortalama|Średnia|Gemiddelde|平均|평균';

test.each(whole.split('|'))('%s is nothing but a total', (label) => {
  expect([saysTotal(label), isWholeTotal(label), maySayTotal(label)]).toEqual([true, true, true]);
});

test.each([
  'Total North',
  'Mean Green Juice',
  'Total 0% Yogurt',
  'Subtotal North',
  'Summe Nord',
  'Итого Москва',
  'Toplam Ankara',
])('%s may be a total or a name', (label) => {
  expect([saysTotal(label), isWholeTotal(label), maySayTotal(label)]).toEqual([true, false, true]);
});

test.each(['North Total', 'Bonn Summe', 'All', '全国', 'All regions', '東京 合計', 'Север итого'])(
  '%s may be a total by its end',
  (label) => {
    expect([saysTotal(label), isWholeTotal(label), maySayTotal(label)]).toEqual([false, false, true]);
  },
);

test.each(['Sumatra', 'Meanwhile', 'Summer', 'Totally', 'Итоговая', 'Bonn', 'Allgäu', '', '12'])(
  '%s is none',
  (label) => {
    expect([saysTotal(label), isWholeTotal(label), maySayTotal(label)]).toEqual([false, false, false]);
  },
);

test('averages are told from sums', () => {
  expect(['Average', 'Moyenne', 'Durchschnitt', 'Среднее', '平均'].every(saysAverage)).toBe(true);
  expect(['Total', 'Summe', '合計'].filter(saysAverage)).toEqual([]);
});
