/** Words for totals and averages, at the beginning of a row's label or as the name of a column. */
const totalWords =
  /^[\s"'*(-]*(?:(?:(?:grand|sub|over-?all)[\s-]?totals?|totals?|sums?|summe|gesamt(?:summe|ergebnis)?|insgesamt|average|mean|durchschnitt|mittelwert|totaux|suma|totales?|totale)(?!\p{L})|合计|总计|小计|总和|平均|合計|總計|小計|総計)/iu;

/** Whether a label says that what stands beside it adds up others: `Total`, `Gesamtergebnis`, `合计`. */
export function saysTotal(label: string): boolean {
  return totalWords.test(label);
}
