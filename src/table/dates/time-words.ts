/** Names of columns that hold times. */
import { nameWords } from '../columns/name-words.ts';

const timeWords = new Set(
  (
    'date dates datetime time timestamp day week month year quarter period ds dt ts epoch unix ym ymd yr yyyymm yyyymmdd' +
    ' datum zeit jahr monat tag woche quartal fecha año ano mes semana trimestre jour mois année annee semaine'
  ).split(' '),
);

/** Whether a column's name says that it holds times: `Order Date`, `created_at`, `ds`, `日期`. */
export function soundsLikeTime(name: string): boolean {
  return (
    nameWords(name).some((word) => timeWords.has(word)) ||
    /_at$|date$|(?:start|end)time$|[日时期年月周]|季度/i.test(name)
  );
}

const keyWords = new Set(
  'id ids uid uuid key code no nr num number order invoice belegnr rechnung nummer sku zip plz'.split(' '),
);

/** Whether a column's name says that it numbers things: `Order No`, `id`, `订单编号`. */
export function soundsLikeKey(name: string): boolean {
  return nameWords(name).some((word) => keyWords.has(word)) || /编号|編號|序号|单号|單號|代码|番号/.test(name);
}
