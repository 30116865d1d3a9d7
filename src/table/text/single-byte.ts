/** Tells encodings of one byte a character apart by what their letters would make of words. */

export type SingleByteEncoding =
  | 'windows-1250'
  | 'windows-1251'
  | 'windows-1252'
  | 'windows-1254'
  | 'koi8-r'
  | 'ibm866';

const cyrillic = ['windows-1251', 'koi8-r', 'ibm866'] as const;
/** The most frequent letters of Russian, Ukrainian and Bulgarian: four of five in any text. */
const commonLetters = new Set('оеаинтсрвлкмдпуяыь');
const otherLetters = new Set('бгзйжфхцчшщъэюёіїєґ');
const fewestLetters = 4;
/** Words of Cyrillic letters are whole runs of high bytes; in Western words these stand alone. */
const shortestMeanRun = 2.3;
const leastCommon = 0.6;
const leastCommonEven = 0.75;

/** The Cyrillic encoding of words that stand in the bytes; null where there are none. */
export function sniffCyrillic(bytes: Uint8Array): SingleByteEncoding | null {
  const runs = runsOf(bytes);
  const high = runs.reduce((sum, length) => sum + length, 0);
  if (high < fewestLetters || high / runs.length < shortestMeanRun) return null;
  // Two bytes a character make runs of even length, and letters of no language.
  const isEven = runs.length > 3 && runs.filter((length) => length % 2 === 1).length < runs.length * 0.15;
  const least = isEven ? leastCommonEven : leastCommon;
  let best: { encoding: SingleByteEncoding; score: number } | null = null;
  for (const encoding of cyrillic) {
    const score = scoreCyrillic(new TextDecoder(encoding).decode(bytes));
    if (score > (best?.score ?? least)) best = { encoding, score };
  }
  return best?.encoding ?? null;
}

function runsOf(bytes: Uint8Array): number[] {
  const runs: number[] = [];
  let length = 0;
  for (const byte of bytes) {
    if (byte >= 0x80) length++;
    else if (length > 0) {
      runs.push(length);
      length = 0;
    }
  }
  if (length > 0) runs.push(length);
  return runs;
}

/** The share of all characters beyond ASCII that are common letters, less capitals behind small ones. */
function scoreCyrillic(text: string): number {
  let high = 0;
  let common = 0;
  let last = '';
  for (const character of text) {
    if (character > '\u007f') {
      high++;
      const small = character.toLowerCase();
      if (commonLetters.has(small)) common++;
      else if (otherLetters.has(small)) common += 0.6;
      const isCapital = small !== character;
      if (isCapital && last !== '' && last === last.toLowerCase()) common -= 2;
      if (/[№«»–—€°² ]/.test(character)) high--;
      // What lines of tables are drawn with stands in no word.
      if (character >= '\u2500' && character <= '\u259f') common -= 2;
    }
    last = /[а-яёіїєґ]/i.test(character) ? character : '';
  }
  return high === 0 ? 0 : common / high;
}

const isSmall = (byte: number) => byte >= 0x61 && byte <= 0x7a;
const isLetter = (byte: number) => isSmall(byte | 0x20) || byte >= 0xc0;
const vowels = new Set([...'aeiouy'].map((letter) => letter.charCodeAt(0)));

/** Central European, Turkish or Western: by letters that in the others would be signs, or stand where they never do. */
export function sniffLatin(bytes: Uint8Array): SingleByteEncoding {
  let central = 0;
  let turkish = 0;
  const seen = new Set<number>();
  for (let i = 0; i < bytes.length; i++) {
    const byte = bytes[i];
    if (byte < 0x80) continue;
    const before = bytes[i - 1] ?? 0;
    const next = bytes[i + 1] ?? 0;
    const isInWord = isLetter(before) || isLetter(next) || isPolish(before) || isPolish(next);
    if (isInWord) seen.add(byte);
    const isWithin = isLetter(before) && (isLetter(next) || isPolish(next));
    // ą ł ż ź ş and ľ, which in the West are ¹ ³ ¿ Ÿ º and ¾; £ and ¥ stand before digits there.
    if ([0xb9, 0xb3, 0xbf, 0x9f, 0xba, 0xbe].includes(byte) && isWithin) central++;
    if ([0xb3, 0xa3, 0xa5, 0xaf].includes(byte) && isSmall(next) && isSmall(bytes[i + 2] ?? 0)) central++;
    // No question begins within a word, and œ is followed by vowels or r and s.
    if ((byte === 0xbf && isLetter(before)) || (byte === 0x9c && next === 0xe6)) central++;
    // č before a vowel is è there, ő at the end of a word õ.
    if (byte === 0xe8 && isLetter(before) && vowels.has(next)) central++;
    if (byte === 0xf5 && isLetter(before) && next !== 0x65 && next !== 0x6f) central++;
    // ı and ş, ğ and ı.
    if ((byte === 0xfd && (next === 0xfe || before === 0xf0)) || (byte === 0xfe && before === 0xfd)) turkish++;
    if ((byte === 0xf0 || byte === 0xfe) && isInWord) turkish++;
  }
  const hasAny = (letters: number[]) => letters.some((letter) => seen.has(letter));
  // š ž ť with č ř ě ů ý.
  if (hasAny([0x9a, 0x9e, 0x8a, 0x8e, 0x9d]) && hasAny([0xe8, 0xf8, 0xec, 0xf9, 0xfd, 0xc8, 0xd8])) central++;
  if (turkish > central && !hasAny([0xe6, 0xe1, 0xed])) return 'windows-1254';
  return central > 0 ? 'windows-1250' : 'windows-1252';
}

function isPolish(byte: number): boolean {
  return [0xb9, 0xb3, 0xbf, 0x9c, 0x9f].includes(byte);
}
