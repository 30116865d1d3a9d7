/**
 * Tells how the bytes of a text file are to be read.
 *
 * Byte order mark; NUL parity for UTF-16 without one; UTF-8 where it decodes without an error; GB18030 where most pairs of
 * high bytes are common Chinese characters; Shift_JIS and Big5 where the bytes decode as such without an error, nearly all
 * of them common characters that stand together in words; Cyrillic, Central European and Turkish code pages where their letters
 * make words; else windows-1252. Statistical detectors do worse on spreadsheets, where a
 * short header stands over thousands of digits.
 */
import { type SingleByteEncoding, sniffCyrillic, sniffLatin } from './single-byte.ts';

export type Encoding =
  | 'utf-8'
  | 'utf-16le'
  | 'utf-16be'
  | 'gb18030'
  | 'big5'
  | 'shift_jis'
  | 'euc-kr'
  | SingleByteEncoding;

/** @param head the first bytes of the file; a character cut in two at the end does no harm */
export function sniffEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const wide = sniffUtf16(head);
  if (wide) return wide;
  if (isUtf8(head)) return 'utf-8';
  const cyrillic = sniffCyrillic(head);
  // The oldest of them has letters where Japanese has the first half of its characters.
  if (cyrillic && !(cyrillic === 'ibm866' && looksLikeShiftJis(head))) return cyrillic;
  if (looksLikeKorean(head)) return 'euc-kr';
  if (looksLikeGb18030(head)) return 'gb18030';
  if (looksLikeShiftJis(head)) return 'shift_jis';
  return looksLikeBig5(head) ? 'big5' : sniffLatin(head);
}

/** Western text in UTF-16 has a zero in nearly every second byte, and nearly none in the others. */
function sniffUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  const pairs = head.length >> 1;
  for (let i = 0; i < pairs * 2; i++) if (head[i] === 0) zeros[i & 1]++;
  const [even, odd] = zeros;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function looksLikeGb18030(head: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i + 1 < head.length; i++) {
    const lead = head[i];
    if (lead < 0x80) continue;
    const trail = head[++i];
    pairs++;
    if (((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7)) && trail >= 0xa1) common++;
  }
  return pairs > 0 && common > pairs * 0.8;
}

type Pairs = {
  /** Characters of two bytes, and how many of them stand right behind another. */
  count: number;
  together: number;
  common: number;
  /** Characters whose second byte is below 0xA1, which GB2312 and windows-1252 words do not have. */
  lowTrails: number;
};

/** Year, month and day behind a number, as dates are written: they stand alone, but in no Western word. */
const dateSigns = { shift_jis: [0x944e, 0x8c8e, 0x93fa], big5: [0xa67e, 0xa4eb, 0xa4e9] };

function countPairs(
  head: Uint8Array,
  isLead: (byte: number) => boolean,
  isCommon: (lead: number) => boolean,
  signs: number[] = [],
): Pairs {
  const isDigit = (byte: number | undefined) => byte !== undefined && byte >= 0x30 && byte <= 0x39;
  const pairs = { count: 0, together: 0, common: 0, lowTrails: 0 };
  let lastEnd = -1;
  for (let i = 0; i + 1 < head.length; i++) {
    if (!isLead(head[i])) continue;
    pairs.count++;
    if (isCommon(head[i])) pairs.common++;
    if (head[i + 1] < 0xa1) pairs.lowTrails++;
    const isDateSign = isDigit(head[i - 1]) && signs.includes(head[i] * 256 + head[i + 1]);
    if (lastEnd === i || isDateSign) pairs.together++;
    i++;
    lastEnd = i + 1;
  }
  return pairs;
}

function decodes(head: Uint8Array, encoding: string): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** Syllables of headers and of most words. */
const koreanSyllables = new Set(
  '이다의는가을에하고은년월일매출수량금액합계상품판매날짜지역점서울부산대구주간시간요고객원비용수요기',
);

/** Korean syllables lie where GB18030 has the first half of its common characters. */
function looksLikeKorean(head: Uint8Array): boolean {
  const pairs = countPairs(
    head,
    (byte) => byte >= 0x80,
    (lead) => lead >= 0xb0 && lead <= 0xc8,
  );
  if (pairs.count < 4 || pairs.common < pairs.count * 0.95 || pairs.lowTrails > 0) return false;
  const syllables = [...new TextDecoder('euc-kr').decode(head)].filter((character) => character > '\u007f');
  return syllables.filter((character) => koreanSyllables.has(character)).length > syllables.length * 0.3;
}

function looksLikeShiftJis(head: Uint8Array): boolean {
  const isLead = (byte: number) => (byte >= 0x81 && byte <= 0x9f) || (byte >= 0xe0 && byte <= 0xfc);
  const pairs = countPairs(head, isLead, (lead) => lead <= 0x84 || (lead >= 0x88 && lead <= 0x97), dateSigns.shift_jis);
  return isOfWords(pairs) && decodes(head, 'shift_jis');
}

function looksLikeBig5(head: Uint8Array): boolean {
  const isLead = (byte: number) => byte >= 0x81;
  const pairs = countPairs(head, isLead, (lead) => lead >= 0xa1 && lead <= 0xc6, dateSigns.big5);
  return isOfWords(pairs) && pairs.lowTrails > 0 && decodes(head, 'big5');
}

function isOfWords({ count, together, common }: Pairs): boolean {
  return count > 1 && common > count * 0.8 && together * 3 >= count;
}
