/** Amounts without signs beside a column that says which are debits and which credits: `S` and `H`, `Debit` and `Credit`. */
import type { Column, NumberColumn, ReadChoices, SideQuestion, TextColumn } from '../table.ts';
import type { Side } from './account-sides.ts';
import { soundsLikeId } from './id-words.ts';
import { soundsLikeMeasure } from './measure-words.ts';
import { nameWords } from './name-words.ts';

/** A debit and a credit, as ledgers write them; there a credit is below zero. */
const ofLedgers: [debit: string, credit: string][] = [
  ['s', 'h'],
  ['soll', 'haben'],
  ['d', 'c'],
  ['dr', 'cr'],
  ['d', 'h'],
  ['debe', 'haber'],
  ['d', 'a'],
  ['dare', 'avere'],
  ['wn', 'ma'],
  ['дебет', 'кредит'],
  ['дт', 'кт'],
  ['借', '贷'],
  ['借', '貸'],
  ['借方', '贷方'],
  ['借方', '貸方'],
  ['차변', '대변'],
];
/** As banks write them; there a debit is below zero. */
const ofBanks: [debit: string, credit: string][] = [
  ['debit', 'credit'],
  ['débit', 'crédit'],
  ['debito', 'credito'],
  ['débito', 'crédito'],
  ['af', 'bij'],
  ['withdrawal', 'deposit'],
];
/** One or two letters say so only under such a name. */
const sideNames =
  /soll|haben|shkzg|drcrk|(?:^|[^a-z])(?:s\s?\/\s?h|d\s?\/\s?c|dr\s?\/?\s?cr|d\s?\/\s?h|c\s?\/\s?d|cr\s?\/?\s?dr)(?:[^a-z]|$)|kennz|debit|credit|indicator|sens|side|dare|debe|(?:^|[^a-z])(?:dc|sh|af\s?[/_]?\s?bij|sign)(?:[^a-z]|$)/i;
/** Cards are of debit and credit, too. */
const cardNames = /card|karte|pay|method|tender|carte|tarjeta|zahl/i;
const amountNames = /amount|dmbtr|wrbtr|hsl|wsl|ksl|saldo|balance|amt|金额|金額|금액|сумма/i;

/** `column` says of which side the amounts of `amounts` are; nothing is said of it once the user leaves the amounts as they stand. */
export type SideColumn = { column: string; amounts: string[] };
export type Sided = { columns: Column[]; found: SideColumn | null; question: SideQuestion | null };

/**
 * Gives amounts the sign of their side where no amount has one.
 *
 * @param chosen what the user said, by the column that tells the side
 */
export function signBySide(columns: Column[], chosen: NonNullable<ReadChoices['columns']>): Sided {
  const none = { columns, found: null, question: null };
  for (const column of columns) {
    const pair = column.kind === 'text' ? findPair(column) : null;
    if (column.kind !== 'text' || !pair) continue;
    const amounts = findAmounts(columns);
    const [main] = amounts;
    if (!main) return none;
    const { sides, usual } = pair;
    const negative = chosen[column.name]?.negativeSide ?? usual;
    const question = ask(column, main, sides, negative);
    if (negative === 'none' || !question) return { columns, found: null, question };
    const signed = columns.map((one) =>
      amounts.includes(one as NumberColumn) ? sign(one, column, sides, negative) : one,
    );
    return { columns: signed, found: { column: column.name, amounts: amounts.map(({ name }) => name) }, question };
  }
  return none;
}

/** The side by the place of each label, and which side is below zero where nobody says otherwise. */
function findPair({ name, labels }: TextColumn): { sides: Side[]; usual: Side } | null {
  if (labels.length !== 2 || cardNames.test(name)) return null;
  const texts = labels.map((label) => label.trim().toLowerCase().replace(/\.$/, ''));
  if (texts.some((text) => /^[a-zдкт]{1,2}$/.test(text)) && !sideNames.test(name)) return null;
  for (const [pairs, usual] of [
    [ofLedgers, 'credit'],
    [ofBanks, 'debit'],
  ] as const) {
    for (const [debit, credit] of pairs) {
      if (!texts.includes(debit) || !texts.includes(credit)) continue;
      return { sides: texts.map((text) => (text === debit ? 'debit' : 'credit')), usual };
    }
  }
  return null;
}

/** Columns of amounts, the likeliest first; none where one of them has a sign, for then the others need none. */
function findAmounts(columns: Column[]): NumberColumn[] {
  const numbers = columns.filter((column) => column.kind === 'number');
  const named = numbers.filter(
    ({ name }) => amountNames.test(name) || (soundsLikeMeasure(name) && !soundsLikeId(name)),
  );
  const fractional = numbers.filter(({ values }) => values.some((value) => value % 1 !== 0 && !Number.isNaN(value)));
  const amounts = named.length > 0 ? named : fractional;
  const isBalance = ({ name }: NumberColumn) =>
    nameWords(name).some((word) => /^(?:saldo|balance|solde|kontostand)$/.test(word));
  // A balance has the sign that it has.
  const moved = amounts.filter((column) => !isBalance(column));
  return moved.some(({ values }) => values.some((value) => value < 0)) ? [] : moved;
}

function sign(column: Column, { codes }: TextColumn, sides: Side[], negative: Side): Column {
  if (column.kind !== 'number') return column;
  const values = column.values.map((value, row) => (sides[codes[row]] === negative ? 0 - value : value));
  return { ...column, values, isSided: true };
}

function ask({ name, codes, labels }: TextColumn, { values }: NumberColumn, sides: Side[], negative: Side | 'none') {
  const row = values.findIndex((value, at) => value > 0 && sides[codes[at]] === 'debit');
  if (row < 0) return null;
  const value = values[row];
  const options: SideQuestion['options'] = [
    { negativeSide: 'debit', value: -value },
    { negativeSide: 'credit', value },
    { negativeSide: 'none', value },
  ];
  const chosen = options.findIndex(({ negativeSide }) => negativeSide === negative);
  return { code: 'account-side' as const, column: name, example: `${value} ${labels[codes[row]]}`, options, chosen };
}
