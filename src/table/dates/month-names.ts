/** Names of months in the languages that exports come in. */
const monthWords: [month: number, words: string][] = [
  [1, 'jan january januar jänner janvier janv ene enero janeiro gennaio gen januari sty 一月'],
  [2, 'feb february februar février févr fév fevrier febrero fevereiro febbraio febr februari fev 二月'],
  [3, 'mar march mär märz mrz maerz mars marzo março marco maart mrt 三月'],
  [4, 'apr april avril avr abr abril aprile 四月'],
  [5, 'may mai mayo maio maggio mag mei 五月'],
  [6, 'jun june juni juin junio junho giugno giu 六月'],
  [7, 'jul july juli juillet juil julio julho luglio lug 七月'],
  [8, 'aug august août aout ago agosto augustus 八月'],
  [9, 'sep sept september septembre septiembre setembro settembre set sett setiembre 九月'],
  [10, 'oct october okt oktober octobre octubre outubro ottobre ott out 十月'],
  [11, 'nov november novembre noviembre novembro 十一月'],
  [12, 'dec december dez dezember déc décembre decembre dic diciembre dezembro dicembre 十二月'],
];
const monthByWord = new Map(monthWords.flatMap(([month, words]) => words.split(' ').map((word) => [word, month])));

/** 1-12, or NaN for a word that names no month. */
export function readMonthName(word: string): number {
  return monthByWord.get(word.toLowerCase().replace(/\.$/, '')) ?? Number.NaN;
}
