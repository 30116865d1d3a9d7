/** Names of months in the languages that exports come in. */
const monthWords: [month: number, words: string][] = [
  [1, 'jan january januar jän jänner janvier janv ene enero janeiro gennaio gen januari sty styczeń stycznia 一月'],
  [
    2,
    'feb february februar février févr fév fevrier febrero fevereiro febbraio febr februari fev luty lutego lut 二月',
  ],
  [3, 'mar march mär märz mrz maerz mars marzo março marco maart mrt marzec marca mart 三月'],
  [4, 'apr april avril avr abr abril aprile kwiecień kwietnia kwi nisan nis 四月'],
  [5, 'may mai mayo maio maggio mag mei maj maja mayıs 五月'],
  [6, 'jun june juni juin junio junho giugno giu czerwiec czerwca cze haziran haz 六月'],
  [7, 'jul july juli juillet juil julio julho luglio lug lipiec lipca lip temmuz tem 七月'],
  [8, 'aug august août aout ago agosto augustus sierpień sierpnia sie ağustos ağu 八月'],
  [
    9,
    'sep sept september septembre septiembre setembro settembre set sett setiembre wrzesień września wrz eylül eyl 九月',
  ],
  [
    10,
    'oct october okt oktober octobre octubre outubro ottobre ott out październik października paź paz ekim eki 十月',
  ],
  [11, 'nov november novembre noviembre novembro listopad listopada lis kasım kas 十一月'],
  [
    12,
    'dec december dez dezember déc décembre decembre dic diciembre dezembro dicembre grudzień grudnia gru aralık ara 十二月',
  ],
  [1, 'январь января янв січень січня січ ocak oca มกราคม มค فروردین leden ledna ianuarie ian január tammikuu tammi'],
  [
    2,
    'февраль февраля фев февр лютий лютого лют şubat şub กุมภาพันธ์ กพ اردیبهشت únor února februarie február helmikuu helmi',
  ],
  [3, 'март марта мар березень березня бер มีนาคม มีค خرداد březen března martie március maaliskuu maalis'],
  [4, 'апрель апреля апр квітень квітня кві เมษายน เมย تیر duben dubna aprilie április huhtikuu huhti'],
  [5, 'май мая травень травня тра พฤษภาคม พค مرداد květen května május toukokuu touko'],
  [6, 'июнь июня июн червень червня чер มิถุนายน มิย شهریور červen června iunie június kesäkuu kesä'],
  [7, 'июль июля июл липень липня กรกฎาคม กค مهر červenec července iulie július heinäkuu heinä'],
  [8, 'август августа авг серпень серпня сер สิงหาคม สค آبان srpen srpna augusti augusztus elokuu elo'],
  [9, 'сентябрь сентября сен сент вересень вересня вер กันยายน กย آذر září septembrie szeptember syyskuu syys'],
  [10, 'октябрь октября окт жовтень жовтня жов ตุลาคม ตค دی říjen října octombrie október lokakuu loka'],
  [11, 'ноябрь ноября ноя нояб листопад листопада พฤศจิกายน พย بهمن listopadu noiembrie marraskuu marras'],
  [12, 'декабрь декабря дек грудень грудня ธันวาคม ธค اسفند prosinec prosince decembrie joulukuu joulu'],
  [1, 'ιανουάριος ιανουαρίου ιαν януари'],
  [2, 'φεβρουάριος φεβρουαρίου φεβ февруари'],
  [3, 'μάρτιος μαρτίου μαρ maret mac'],
  [4, 'απρίλιος απριλίου απρ април'],
  [5, 'μάιος μαΐου μάι μαι'],
  [6, 'ιούνιος ιουνίου ιουν юни'],
  [7, 'ιούλιος ιουλίου ιουλ юли julai'],
  [8, 'αύγουστος αυγούστου αυγ agustus agt ogos'],
  [9, 'σεπτέμβριος σεπτεμβρίου σεπ септември'],
  [10, 'οκτώβριος οκτωβρίου οκτ октомври'],
  [11, 'νοέμβριος νοεμβρίου νοε ноември'],
  [12, 'δεκέμβριος δεκεμβρίου δεκ декември desember des disember dis'],
];
const monthByWord = new Map(monthWords.flatMap(([month, words]) => words.split(' ').map((word) => [word, month])));

/** 1-12, or NaN for a word that names no month. */
export function readMonthName(word: string): number {
  // A capital I of Turkish, with its dot or without, comes out of `toLowerCase` as another letter than was meant.
  const lower = word.toLowerCase().replace(/\.|\u0307/g, '');
  return monthByWord.get(lower) ?? monthByWord.get(word.replace(/I/g, 'ı').toLowerCase()) ?? Number.NaN;
}

/** A pattern of one word that may name a month, with the dots of its abbreviation: `janv.`, `ม.ค.` */
export const monthWord = '\\p{L}[\\p{L}\\p{M}]*\\.?(?:[\\p{L}\\p{M}]+\\.)?';
