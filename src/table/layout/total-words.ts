/** Words for totals and averages, at the beginning or the end of a row's label, or as the name of a column. */
const totals = [
  '(?:grand|sub|over-?all|column|row|report)[\\s-]?totals?|totals?|sums?|results?(?=\\s*$)',
  '(?:zwischen|gesamt|end|teil)?summen?|gesamt(?:summe|ergebnis|wert)?|insgesamt|zwischenergebnis|ergebnis(?=\\s*$)',
  'sous[\\s-]total|total général|totaux|total(?:es?|i|en)?|ensemble(?=\\s*$)|somme',
  'subtotal(?:es)?|suma(?: total)?|soma|somma|totais|totale(?: generale| complessivo)?|subtotale|total geral',
  'totaal|eindtotaal|subtotaal|razem|ogółem|łącznie|suma|w sumie|celkem|součet|összesen|yhteensä|i alt|totalt|summa',
  'итого?|всего|общий итог|промежуточный итог|сумма|разом|усього',
  '(?:genel |ara )?toplam[ıi]?',
];
const averages = [
  'averages?|avg|means?|durchschnitt|mittelwert|mittel(?=\\s*$)|moyenne|promedio|media|média|gemiddelde|gem\\.?',
  'średnia|average|ortalama|среднее|в среднем|průměr|medel(?:värde)?|medians?',
];
const spaced = (words: string[]) => `(?:${words.join('|')})`;
const eastern = '总计|合计|小计|总和|总额|共计|汇总|累计|合計|總計|小計|総計|総合計|總和|합계|총계|소계|총합계|누계';
const easternAverages = '平均值?|均值|평균';
const before = '^[\\s"\'*(-]*';

const beginsTotal = new RegExp(
  `${before}(?:${spaced([...totals, ...averages])}(?!\\p{L})|${eastern}|${easternAverages})`,
  'iu',
);
const beginsAverage = new RegExp(`${before}(?:${spaced(averages)}(?!\\p{L})|${easternAverages})`, 'iu');
const wholeTotal = new RegExp(
  `${before}(?:(?:${spaced([...totals, ...averages])}|${eastern}|${easternAverages}|計|计)(?:[\\s/&:.*)"'-]|and |und |et |y |и )*)+(?:general|générale?|generale|geral|amount)?[\\s:.*)"'-]*$`,
  'iu',
);
const endsTotal = new RegExp(
  `(?:^|[\\s_:(,/-])(?:(?:sub|grand )?totals?|(?:zwischen|gesamt)?summe|gesamt|ergebnis|итог|итого|razem|totaal|toplamı?|totale|suma|soma|(?:sub)?averages?)[\\s:.*)"']*$|(?:${eastern}|計)[\\s:)"']*$`,
  'iu',
);
const edges = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu;
const everything =
  /^\s*(?:all|overall|alle|all(?:e)? [\p{L}]+|tous|toutes|todos|todas|tutti|wszystkie|все|全部|全体|全國|全国|전체|すべて)\s*$/iu;

/** Whether a label says that what stands beside it adds up others: `Total`, `Gesamtergebnis`, `合计`. */
export function saysTotal(label: string): boolean {
  return beginsTotal.test(label);
}

/** Whether a label says so and nothing else: `Grand total`, but not `Total North` or `Total 0% Yogurt`. */
export function isWholeTotal(label: string): boolean {
  return label.length <= 40 && wholeTotal.test(label);
}

/** Whether a label may say so by its beginning or its end, `North Total`, or names everything; only the numbers can tell. */
export function maySayTotal(label: string): boolean {
  if (label.length > 80) return false;
  return beginsTotal.test(label) || endsTotal.test(label) || everything.test(label);
}

/** Whether a label says that it is an average rather than a sum. */
export function saysAverage(label: string): boolean {
  return beginsAverage.test(label);
}

/** What a label adds up, in small letters: `north` of `North Total` and `Subtotal North`; empty where it names nothing beside. */
export function stemOf(label: string): string {
  return label.replace(beginsTotal, '').replace(endsTotal, '').replace(edges, '').toLowerCase();
}
