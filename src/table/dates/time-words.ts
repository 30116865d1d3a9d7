/** Names of columns that hold times. */
import { nameWords } from '../columns/name-words.ts';

const timeWords = new Set(
  (
    'date dates datetime time timestamp day week month year quarter period ds dt ts epoch unix ym ymd yr yyyymm yyyymmdd' +
    ' datum zeit jahr monat tag woche quartal fecha año ano mes semana trimestre jour mois année annee semaine' +
    ' yyyyww yearweek yearmonth yw fy fiscal semester semestre half halbjahr season saison wk kw cw doy periode periodo' +
    ' дата месяц год неделя день период квартал miesiąc rok tydzień dzień okres kwartał dia mês mese settimana anno giorno' +
    ' tarih ay yıl hafta gün dönem maand dag jaar kwartaal μήνας έτος ημερομηνία bulan tahun tanggal minggu tháng ngày năm'
  ).split(' '),
);

/** Whether a column's name says that it holds times: `Order Date`, `created_at`, `ds`, `日期`. */
export function soundsLikeTime(name: string): boolean {
  return (
    nameWords(name).some((word) => timeWords.has(word)) ||
    /_at$|date$|\p{L}(?:datum|monat|woche|quartal|periode)$|(?:start|end)time$|yyyy|[日时時期年月周週]|季度|날짜|일자|년월|연도|기간|วันที่|เดือน|ปี|تاریخ|سال|ماه/iu.test(
      name,
    )
  );
}

/** Whether a column's name says that it numbers weeks: `YearWeek`, `KW`, `yyyyww`. */
export function soundsLikeWeek(name: string): boolean {
  return nameWords(name).some((word) => weekWords.has(word)) || /yyyy[-_]?ww|week|[周週]/i.test(name);
}

const weekWords = new Set('week wk kw cw woche semaine semana settimana неделя tydzień hafta yw uge vecka'.split(' '));

const keyWords = new Set(
  'id ids uid uuid key code no nr num number order invoice belegnr rechnung nummer sku zip plz'.split(' '),
);

/** Whether a column's name says that it numbers things: `Order No`, `id`, `订单编号`. */
export function soundsLikeKey(name: string): boolean {
  return nameWords(name).some((word) => keyWords.has(word)) || /编号|編號|序号|单号|單號|代码|番号/.test(name);
}

const clockWords = new Set(
  (
    'time zeit uhrzeit hora heure clock tijd ora hhmm hrmn час время godzina czas uur saat hour hr stunde std he hh' +
    ' period periods settlement sp interval slot block mtu ptu isp position viertelstunde halbstunde qh halfhour trading dispatch' +
    ' timeslot hourending ending'
  ).split(' '),
);
const clockSigns = /时段|時段|時刻|时刻|时间|時間|小时|時限|コマ|시간|시각/;

/** Whether a column's name says that it holds times of day, or numbers parts of the day: `HE`, `Settlement period`. */
export function soundsLikeClock(name: string): boolean {
  return clockSigns.test(name) || nameWords(name).some((word) => clockWords.has(word));
}
