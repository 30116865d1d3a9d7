/**
 * Numbers as people write them. A style is decided for a whole column, because a cell alone does not tell whether
 * `1,234` is a thousand or one and a bit.
 */
import { codesOf } from '../text/codes.ts';
import { negativeSideOf, type Side, splitSide, withoutSpelledSide } from './account-sides.ts';
import { isMissing } from './missing.ts';

export type DecimalMark = '.' | ',';
/**
 * `unit`: what follows every number of the column, such as `kg`; empty where nothing does. `isScaled`: numbers are followed
 * by different words for thousands and millions, which then count. `isDashZero`: a dash is zero, as accountants write it.
 * `isPercent`: percent signs follow; numbers keep their digits. `negativeSide`: credit or debit stands behind, and one of them is
 * below zero.
 */
export type NumberStyle = {
  decimalMark: DecimalMark;
  unit: string;
  isScaled?: boolean;
  isDashZero?: boolean;
  isPercent?: boolean;
  negativeSide?: Side;
};

const powersOfTen = Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));

/** So many digits fit into the whole numbers that processors are quickest with. */
const mostQuickCharacters = 9;

/**
 * Reads digits, at most one mark and a minus, which is most cells of most files; NaN for all else, also where
 * `createNumberReader` would find a number.
 *
 * Exact: up to 15 digits, an integer below 2^53 divided by an exact power of ten is rounded once, as `Number` rounds.
 */
export function readPlainNumber(text: string, markCode: number): number {
  return readPlainCodes(codesOf(text), 0, text.length, markCode);
}

/** The same of the characters from `start` to `end`, of an encoding in which digits and marks are those of ASCII. */
export function readPlainCodes(codes: Uint8Array, start: number, end: number, markCode: number): number {
  const length = end - start;
  if (length > mostQuickCharacters) return readPadded(codes, start, end, markCode);
  const isNegative = length > 1 && codes[start] === 45;
  let mantissa = 0;
  let digits = 0;
  let mark = -1;
  for (let i = isNegative ? start + 1 : start; i < end; i++) {
    const code = codes[i];
    const digit = code - 48;
    if (digit >= 0 && digit <= 9) {
      mantissa = (mantissa * 10 + digit) | 0;
      digits++;
    } else if (code === markCode && mark < 0) mark = i;
    else return readPadded(codes, start, end, markCode);
  }
  if (digits === 0) return Number.NaN;
  const value = mark < 0 ? mantissa : mantissa / powersOfTen[end - 1 - mark];
  return isNegative ? -value : value;
}

/** The same, of any length and with spaces around. */
function readPadded(codes: Uint8Array, from: number, to: number, markCode: number): number {
  let end = to;
  let i = from;
  while (i < end && codes[i] === 32) i++;
  while (end > i && codes[end - 1] === 32) end--;
  const isNegative = i < end && codes[i] === 45;
  if (isNegative) i++;
  const start = i;
  let mantissa = 0;
  let digits = 0;
  let significant = 0;
  let digitsBeforeMark = -1;
  for (; i < end; i++) {
    const code = codes[i];
    const digit = code - 48;
    if (digit >= 0 && digit <= 9) {
      mantissa = mantissa * 10 + digit;
      digits++;
      if (mantissa > 0) significant++;
    } else if (code === markCode && digitsBeforeMark < 0) digitsBeforeMark = digits;
    else return Number.NaN;
  }
  if (digits === 0) return Number.NaN;
  const fraction = digitsBeforeMark < 0 ? 0 : digits - digitsBeforeMark;
  let value: number;
  if (significant > 15 || fraction > 22) value = Number(ascii.decode(codes.subarray(start, end)).replace(',', '.'));
  else value = fraction > 0 ? mantissa / powersOfTen[fraction] : mantissa;
  return isNegative ? -value : value;
}

const ascii = new TextDecoder();

/** In Shift_JIS the backslash is a yen sign. */
const currency =
  '(?:[\\\\$€£¥₹₽₩₺₫₴₪₱฿元円]|US\\$|R\\$|A\\$|C\\$|HK\\$|CHF|EUR|USD|GBP|CNY|RMB|JPY|INR|kr\\.?|zł|Kč|Rs\\.?)';
const beforeNumber = new RegExp(`^([+-]?)\\s*(?:${currency})?\\s*([+-]?)\\s*(?=[\\d.,])`, 'i');
const afterNumber = new RegExp(`\\s*(?:${currency}|[%‰])?\\s*(-?)$`, 'i');

/** An accountant's minus; the currency may stand before or behind it. */
const brackets = new RegExp(`^(${currency})?\\s*\\(([^()]*)\\)\\s*(${currency}|%)?$`, 'i');

/** The number without signs, currency, percent sign and brackets around it, as a text of digits and marks; null where it is none. */
function unwrap(text: string, unit: string): { core: string; isNegative: boolean } | null {
  let rest = text.trim();
  if (rest.length === 0 || rest.length > 60) return null;
  rest = rest
    .normalize('NFKC')
    .replace(/[−‐‑–]/g, '-')
    .replace(/[’‘´`]/g, "'");
  const formula = /^="(.*)"$/.exec(rest);
  if (formula) rest = (formula[1] ?? '').trim();
  // A quote on one side is left over from a cell that was not closed.
  else if (/^"[^"]*$|^[^"]*"$/.test(rest)) rest = rest.replace('"', '').trim();
  else if (/^'[^']*'$/.test(rest)) rest = rest.slice(1, -1).trim();
  let isNegative = false;
  const bracketed = brackets.exec(rest);
  if (bracketed) {
    isNegative = true;
    rest = `${bracketed[1] ?? ''}${bracketed[2]}${bracketed[3] ?? ''}`.trim();
  }
  if (unit && rest.endsWith(unit)) rest = rest.slice(0, -unit.length).trimEnd();
  const before = beforeNumber.exec(rest);
  if (!before) return null;
  rest = rest.slice(before[0].length);
  const after = afterNumber.exec(rest);
  if (after) rest = rest.slice(0, after.index);
  const signs = [before[1], before[2], after?.[1]].filter((sign) => sign === '-').length;
  if (signs > 1) return null;
  if (signs === 1) isNegative = !isNegative;
  return { core: rest, isNegative };
}

const dash = new RegExp(`^\\s*\\(?(?:${currency})?\\s*[-–—]\\s*(?:${currency})?\\)?\\s*$`, 'i');
const dashWithCurrency = new RegExp(`^\\s*(?:(?:${currency})\\s*[-–—]|[-–—]\\s*(?:${currency}))\\s*$`, 'i');

/** Whether zero is a dash in this column: beside a currency, or where cells are padded as Excel's accounting format does. */
export function isDashZero(cells: string[]): boolean {
  if (cells.some((cell) => dashWithCurrency.test(cell))) return true;
  const padded = cells.filter((cell) => /^\s.*\s$/.test(cell));
  return padded.length > cells.length * 0.8 && padded.some((cell) => /^\s*[-–]\s{2,}$/.test(cell));
}

const cores: Record<DecimalMark, RegExp> = {
  '.': /^(?:\d{1,3}(?:([,' ])\d{2,3}(?:\1\d{2,3})*(?<=\d{3}))(?:\.\d*)?|\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i,
  ',': /^(?:\d{1,3}(?:([.' ])\d{2,3}(?:\1\d{2,3})*(?<=\d{3}))(?:,\d*)?|\d+,?\d*|,\d+)(?:e[+-]?\d{1,3})?$/i,
};

/**
 * A reader for the cells of a column of this style: the number, or NaN. Percentages keep their digits (`12%` is 12), `(5)`
 * and `5-` are minus five.
 */
export function createNumberReader(
  { negativeSide, ...ofAmount }: NumberStyle,
  largest = largestMagnitude,
): (text: string) => number {
  const read = createAmountReader(ofAmount, largest);
  if (!negativeSide) return read;
  return (text) => {
    const found = splitSide(text);
    if (!found) return read(text);
    const amount = read(found.amount);
    return found.side === negativeSide ? 0 - amount : amount;
  };
}

function createAmountReader(
  { decimalMark, unit, isScaled, ...style }: NumberStyle,
  largest: number,
): (text: string) => number {
  const markCode = decimalMark.charCodeAt(0);
  const pattern = cores[decimalMark];
  const grouping = decimalMark === '.' ? /[,' ]/g : /[.' ]/g;
  return (text) => {
    const plain = readPlainNumber(text, markCode);
    if (!Number.isNaN(plain)) return Math.abs(plain) <= largest ? plain : Number.NaN;
    if (style.isDashZero && dash.test(text)) return 0;
    const scale = isScaled ? scaleOf(text) : null;
    const found = unwrap(scale ? scale.rest : text, unit);
    if (!found || !pattern.test(found.core)) return Number.NaN;
    const value = Number(found.core.replace(grouping, '').replace(',', '.'));
    const scaled = scale ? value * scale.factor : value;
    if (!(Math.abs(scaled) <= largest)) return Number.NaN;
    return found.isNegative ? -scaled : scaled;
  };
}

/** The squares of larger numbers, which any model adds up, are none: such cells cannot be read. */
const largestMagnitude = 1e150;

/** Whether a cell is a number of this style that is too large to compute with. */
export function isTooLarge(text: string, style: NumberStyle): boolean {
  return Math.abs(createNumberReader(style, Number.POSITIVE_INFINITY)(text)) > largestMagnitude;
}

const scaleWords: [factor: number, pattern: RegExp][] = [
  [1e3, /(?<=\d)\s*(?:k|tsd\.?|千)(?=[^\p{L}]*$)/iu],
  [1e4, /(?<=\d)\s*万(?=[^\p{L}]*$)/u],
  [1e6, /(?<=\d)\s*(?:m|mn|mio\.?|百万)(?=[^\p{L}]*$)/iu],
  [1e8, /(?<=\d)\s*亿(?=[^\p{L}]*$)/u],
  [1e9, /(?<=\d)\s*(?:b|bn|mrd\.?)(?=[^\p{L}]*$)/iu],
];

/** What a word such as `k` or `Mio.` behind a number says, and the cell without it; null where there is none. */
function scaleOf(text: string): { factor: number; rest: string } | null {
  if (text.length > 60) return null;
  for (const [factor, pattern] of scaleWords)
    if (pattern.test(text)) return { factor, rest: text.replace(pattern, '') };
  return null;
}

/** Whether numbers of a column have different words for thousands and millions behind them, or only some have one. */
function areScaled(cells: string[]): boolean {
  const factors = cells.map((cell) => scaleOf(cell)?.factor ?? 1);
  const scaled = factors.filter((factor) => factor > 1).length;
  return scaled > cells.length * 0.1 && new Set(factors).size > 1;
}

/**
 * Which decimal mark a text speaks for: `1.234,5`, `0,5` and `12,75` for the comma; null where both would do (`1,234`, `12`).
 */
export function decimalEvidence(text: string, unit = ''): DecimalMark | null {
  const core = unwrap(text, unit)?.core;
  if (!core) return null;
  const lastDot = core.lastIndexOf('.');
  const lastComma = core.lastIndexOf(',');
  if (lastDot < 0 && lastComma < 0) return null;
  const mark: DecimalMark = lastDot > lastComma ? '.' : ',';
  const other: DecimalMark = mark === '.' ? ',' : '.';
  const fitsMark = cores[mark].test(core);
  const fitsOther = cores[other].test(core);
  if (fitsMark === fitsOther) return core.startsWith(`0${mark}`) ? mark : null;
  return fitsMark ? mark : other;
}

/** So many numbers with a mark, all with three digits behind it, are no fractions of which some would have fewer. */
const manyMarked = 20;

/** Whether a mark groups: three digits behind each, and no number without one has more than three. */
export function areGroups(cells: string[], mark: DecimalMark): boolean {
  const grouped = mark === ',' ? /^\d{1,3}(?:,\d{3})+$/ : /^\d{1,3}(?:\.\d{3})+$/;
  let plain = 0;
  let endsInZero = false;
  for (const cell of cells) {
    const core = unwrap(cell, '')?.core ?? '';
    if (/^\d{1,3}$/.test(core)) plain++;
    else if (!grouped.test(core)) return false;
    else endsInZero ||= core.endsWith('0');
  }
  const marked = cells.length - plain;
  if (plain === 0 || marked === 0) return false;
  return mark === ',' || endsInZero || marked >= manyMarked;
}

/** What counts dates is no unit of an amount: `5月`. */
const unitPattern = /\d\s*((?![年月日号號时時分秒周週季期旬点點년월일시주])[\p{L}\p{M}µ°²³/]{1,8}\d?\.?)$/iu;

/** The unit that nine of ten of the cells with letters behind their number share, or an empty text. */
function commonUnit(cells: string[]): string {
  const counts = new Map<string, number>();
  let withUnit = 0;
  for (const cell of cells) {
    if (cell.length > 60) continue;
    const unit = unitPattern.exec(cell.trim().normalize('NFKC'))?.[1];
    if (!unit || /^e\d$/i.test(unit)) continue;
    withUnit++;
    counts.set(unit, (counts.get(unit) ?? 0) + 1);
  }
  for (const [unit, count] of counts) if (count >= withUnit * 0.9 && count >= cells.length * 0.3) return unit;
  return '';
}

/**
 * How the numbers of a column are written, and how many of its cells that style reads.
 *
 * @param cells a sample of the column, missing ones left out
 * @param usual the decimal mark to take where the cells leave it open; not `isUsualSure` where only the delimiter speaks for it
 * @returns the style and the share of the cells it reads, 0-1
 */
export function decideNumberStyle(
  cells: string[],
  usual: DecimalMark,
  asked?: DecimalMark,
  isUsualSure = true,
  askedSide?: Side,
): { style: NumberStyle; share: number } {
  const negativeSide = askedSide ?? negativeSideOf(cells);
  if (negativeSide) {
    const amounts = cells.map((cell) => splitSide(cell)?.amount ?? cell);
    const { style, share } = decideAmountStyle(amounts, usual, asked, isUsualSure);
    return { style: { ...style, negativeSide }, share };
  }
  return decideAmountStyle(cells, usual, asked, isUsualSure);
}

function decideAmountStyle(
  cells: string[],
  usual: DecimalMark,
  asked: DecimalMark | undefined,
  isUsualSure: boolean,
): { style: NumberStyle; share: number } {
  const unit = commonUnit(cells);
  const votes = { '.': 0, ',': 0 };
  for (const cell of cells) {
    const mark = decimalEvidence(cell, unit);
    if (mark) votes[mark]++;
  }
  const other = usual === ',' ? '.' : ',';
  const open = !isUsualSure && areGroups(cells, usual) ? other : usual;
  const voted = votes['.'] === votes[','] ? open : votes['.'] > votes[','] ? '.' : ',';
  const decimalMark = asked ?? voted;
  const plain = { decimalMark, unit };
  const share = shareOf(cells, plain);
  if (share >= 0.95 || !areScaled(cells)) return { style: plain, share };
  const scaled = { decimalMark, unit: '', isScaled: true };
  const scaledShare = shareOf(cells, scaled);
  return scaledShare > share ? { style: scaled, share: scaledShare } : { style: plain, share };
}

function shareOf(cells: string[], style: NumberStyle): number {
  const read = createNumberReader(style);
  let readable = 0;
  for (const cell of cells) if (!Number.isNaN(read(cell))) readable++;
  return cells.length === 0 ? 0 : readable / cells.length;
}

/** Whether a cell is a number in any style. */
export function looksLikeNumber(text: string): boolean {
  if (isMissing(text)) return false;
  const core = unwrap(withoutSpelledSide(text), '')?.core;
  return core !== undefined && (cores['.'].test(core) || cores[','].test(core));
}
