/** Names of weekdays, as they stand before or behind dates. */
import { plainDigits } from './calendars.ts';

const names =
  'mon(?:day)?|tue(?:s|sday)?|wed(?:nesday)?|thu(?:r|rs|rsday)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?' +
  '|mo|di|mi|do|fr|sa|so|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonnabend|sonntag' +
  '|lun|mar|mer|jeu|ven|sam|dim|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche' +
  '|пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье' +
  '|pon(?:iedziałek)?|wt(?:orek)?|śr(?:oda)?|czw(?:artek)?|pt|piątek|sobota|niedz(?:iela)?|ndz' +
  '|seg(?:unda)?(?:-feira)?|ter(?:ça)?(?:-feira)?|qua(?:rta)?(?:-feira)?|qui(?:nta)?(?:-feira)?|sex(?:ta)?(?:-feira)?' +
  '|lunedì|martedì|mercoledì|giovedì|venerdì|sabato|domenica|gio|ven' +
  '|ma|wo|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag' +
  '|pzt|sal|çar|cum|cmt|paz|pazartesi|salı|çarşamba|perşembe|cuma|cumartesi|pazar' +
  '|lunes|martes|mi[eé]rcoles|jueves|viernes|s[aá]bado|domingo|mi[eé]|jue|vie|s[aá]b|dom';
const before = new RegExp(`^(?:(?:${names})\\.?,?\\s+|(?:星期|周|週)[一二三四五六日天],?\\s*)(?=\\P{L})`, 'iu');
const beforeWord = new RegExp(`^(?:${names})\\.?,?\\s+(?=\\p{L})`, 'iu');
const alone = new RegExp(`^(?:(?:${names})\\.?|(?:星期|周|週)[一二三四五六日天]|[월화수목금토일]요일)$`, 'iu');
const behind = new RegExp(
  `\\s*[,(（]?\\s*(?:(?:星期|周|週)[一二三四五六日天]|[(（](?:${names}|[月火水木金土日월화수목금토일])[)）]|[월화수목금토일]요일|\\s(?:${names}))\\s*[)）]?$`,
  'iu',
);

/** A date without the name of its weekday: `Mo, 01.01.2024` is `01.01.2024`. */
function withoutWeekday(text: string): string {
  if (text.length > 80) return text;
  const first = text.charCodeAt(0);
  const startsWithDigit = first >= 48 && first <= 57;
  const last = text.charCodeAt(text.length - 1);
  if (startsWithDigit && last >= 48 && last <= 57) return text;
  const bare = startsWithDigit ? text : text.replace(before, dropUnlessMonth).replace(beforeWord, dropUnlessMonth);
  const rest = bare.replace(behind, '');
  // In `2024 Mar` it is the month that would be lost.
  return /^\d{4}$/.test(rest) ? bare : rest;
}

/** `mar 5 2024` begins with a month, not with a Tuesday. */
function dropUnlessMonth(name: string): string {
  return /^mar\.?\s/i.test(name) ? name : '';
}

/** Whether a text is the name of a weekday and nothing else. */
export function isWeekday(text: string): boolean {
  return text.length <= 20 && alone.test(text.trim());
}

/** Cells of a sample, which each way of writing dates is tried on in turn. */
const mostRemembered = 1024;
const longestRemembered = 80;
const remembered = new Map<string, string>();

/** What is read as a date: a cell in digits of ASCII without spaces around it and without the name of its weekday. */
export function bareDate(text: string): string {
  const known = remembered.get(text);
  if (known !== undefined) return known;
  const bare = withoutWeekday(plainDigits(text.trim()));
  if (text.length > longestRemembered) return bare;
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(text, bare);
  return bare;
}
