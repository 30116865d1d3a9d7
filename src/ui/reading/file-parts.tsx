import { type ReactNode, useState } from 'react';
import type { Dialect, ReadChoices } from '../../table/table.ts';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './part.module.css';
import { ChoicePart, type Option, Options, Part } from './part.tsx';

const delimiters = { comma: ',', semicolon: ';', tab: '\t', pipe: '|', space: ' ' } as const;
const delimiterNames = Object.keys(delimiters) as (keyof typeof delimiters)[];

const encodings: Record<string, string> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'windows-1252',
  gb18030: 'GB18030',
  big5: 'Big5',
  shift_jis: 'Shift_JIS',
  'euc-kr': 'EUC-KR',
  'windows-1250': 'windows-1250',
  'windows-1251': 'windows-1251',
  'windows-1254': 'windows-1254',
  'koi8-r': 'KOI8-R',
  ibm866: 'CP866',
};

type FilePartProps = {
  /** How the file was read; null where it could not be. */
  dialect: Dialect | null;
  choices: ReadChoices;
  /** Whether the table has one column alone, so that nothing separates its cells. */
  isSingle?: boolean;
  onChange: (change: ReadChoices) => void;
};

/** One character of the user's own. */
function OwnDelimiter({ onChoose }: { onChoose: (delimiter: string) => void }) {
  const { say } = useWords();
  return (
    <label className={styles.field}>
      <span>{say('part.delimiter.own')}</span>
      <input maxLength={1} onChange={({ target }) => target.value !== '' && onChoose(target.value)} />
    </label>
  );
}

export function DelimiterPart({ dialect, choices, isSingle = false, onChange }: FilePartProps) {
  const { say } = useWords();
  const delimiter = choices.delimiter ?? (isSingle ? null : (dialect?.delimiter ?? null));
  const sayDelimiter = (text: string) => {
    const name = delimiterNames.find((each) => delimiters[each] === text.trim() || delimiters[each] === text);
    return name ? say(`part.delimiter.${name}`) : say('part.delimiter.other', { delimiter: text });
  };
  const none = say(dialect ? 'part.delimiter.none' : 'part.delimiter');
  const quote = choices.quote ?? dialect?.quote ?? '"';
  return (
    <Part
      text={delimiter === null ? none : sayDelimiter(delimiter)}
      label={say('part.delimiter')}
      testId="part-delimiter"
    >
      {(close) => {
        const choose = (change: ReadChoices) => {
          close();
          onChange(change);
        };
        return (
          <>
            <Options<string>
              options={delimiterNames.map((name) => ({
                value: delimiters[name],
                label: say(`part.delimiter.${name}`),
              }))}
              chosen={delimiter}
              onChoose={(value) => choose({ delimiter: value })}
            />
            <OwnDelimiter onChoose={(own) => choose({ delimiter: own })} />
            <Options<'"' | "'">
              label={say('part.quote')}
              options={[
                { value: '"', label: say('part.quote.double') },
                { value: "'", label: say('part.quote.single') },
              ]}
              chosen={quote}
              onChoose={(value) => choose({ quote: value })}
            />
          </>
        );
      }}
    </Part>
  );
}

export function EncodingPart({ dialect, choices, onChange }: FilePartProps) {
  const { say } = useWords();
  const encoding = (choices.encoding ?? dialect?.encoding)?.toLowerCase() ?? null;
  const options = Object.entries(encodings).map(([value, label]): Option<string> => ({ value, label }));
  const text = encoding === null ? say('part.encoding') : (encodings[encoding] ?? encoding);
  return (
    <ChoicePart
      text={text}
      label={say('part.encoding')}
      testId="part-encoding"
      why={say('part.encoding.why')}
      options={options}
      chosen={encoding}
      onChoose={(value) => onChange({ encoding: value })}
    />
  );
}

export function DecimalMarkPart({ dialect, choices, onChange }: FilePartProps) {
  const { say } = useWords();
  const mark = choices.decimalMark ?? dialect?.decimalMark ?? '.';
  return (
    <ChoicePart<'.' | ','>
      text={say(mark === ',' ? 'part.decimal-mark.comma' : 'part.decimal-mark.point')}
      label={say('part.decimal-mark')}
      testId="part-decimal-mark"
      options={[
        { value: '.', label: say('part.decimal-mark.point.example') },
        { value: ',', label: say('part.decimal-mark.comma.example') },
      ]}
      chosen={mark}
      onChoose={(value) => onChange({ decimalMark: value })}
    />
  );
}

type RowsFieldProps = { label: string; testId: string; most: number; rows: number; onChange: (rows: number) => void };

/** A number of rows; NaN while the field is empty. */
function RowsField({ label, testId, most, rows, onChange }: RowsFieldProps) {
  return (
    <label className={styles.field}>
      <span>{label}</span>
      <input
        type="number"
        data-testid={testId}
        min={0}
        max={most}
        required
        value={Number.isNaN(rows) ? '' : rows}
        onChange={({ target }) => onChange(target.valueAsNumber)}
      />
    </label>
  );
}

type HeaderFormProps = { titles: number; rows: number; onApply: (change: ReadChoices) => void };

function HeaderForm({ titles, rows, onApply }: HeaderFormProps): ReactNode {
  const { say } = useWords();
  const [above, setAbove] = useState(titles);
  const [named, setNamed] = useState(rows);
  return (
    <form
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        onApply({ headerRows: named, skippedRows: above });
      }}
    >
      <RowsField label={say('part.header.rows')} testId="header-rows" most={9} rows={named} onChange={setNamed} />
      <RowsField label={say('part.header.titles')} testId="title-rows" most={999} rows={above} onChange={setAbove} />
      <button className={controls.button} type="submit" data-testid="header-apply">
        {say('part.header.apply')}
      </button>
    </form>
  );
}

export function HeaderPart({ dialect, choices, onChange }: FilePartProps) {
  const { say } = useWords();
  const rows = choices.headerRows ?? dialect?.headerRows ?? 1;
  const titles = choices.skippedRows ?? Math.max(0, (dialect?.skippedRows ?? rows) - rows);
  const first = titles + 1;
  const text =
    rows === 0
      ? say('part.header.none')
      : rows === 1
        ? say('part.header.one', { row: first })
        : say('part.header.many', { first, last: titles + rows });
  return (
    <Part text={dialect ? text : say('part.header')} label={say('part.header')} testId="part-header">
      {(close) => (
        <HeaderForm
          titles={titles}
          rows={rows}
          onApply={(change) => {
            close();
            onChange(change);
          }}
        />
      )}
    </Part>
  );
}

type SheetPartProps = { dialect: Pick<Dialect, 'sheets' | 'sheet'>; onChoose: (sheet: string) => void };

export function SheetPart({ dialect, onChoose }: SheetPartProps) {
  const { say } = useWords();
  const { sheets = [], sheet = '' } = dialect;
  const options = sheets.map(({ name, isHidden }) => ({
    value: name,
    label: isHidden ? say('part.sheet.name-hidden', { sheet: name }) : name,
  }));
  return (
    <ChoicePart
      text={say('part.sheet.name', { sheet })}
      label={say('part.sheet')}
      testId="part-sheet"
      options={options}
      chosen={sheet}
      onChoose={onChoose}
    />
  );
}
