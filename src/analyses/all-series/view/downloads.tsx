/** Everything shown as a workbook, as CSV, or copied. */
import { useState } from 'react';
import type { Language } from '../../../base/languages.ts';
import { isoDayOf } from '../../../base/today.ts';
import { csvFormOf } from '../../../base/write-csv.ts';
import { copyTable } from '../../../export/clipboard.ts';
import { downloadBlob } from '../../../export/download.ts';
import { nameFile } from '../../../export/file-name.ts';
import type { BookWord, SayBook } from '../../../export/forecast-book.ts';
import { loadWords } from '../../../i18n/load-words.ts';
import { meetingWords } from '../../../i18n/meeting/meeting-words.ts';
import { reportWords } from '../../../i18n/report/report-words.ts';
import { workbookWords } from '../../../i18n/workbook/workbook-words.ts';
import { saveReport } from '../../../ui/meeting/save-report.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { Select } from '../../../ui/shell/select.tsx';
import type { TableData } from '../state/table-rows.ts';
import styles from './all-series.module.css';
import { type BookContent, makeBook } from './make-book.ts';
import { allSeriesWords } from './words/all-series-words.ts';

const csvForms = ['point', 'comma', 'nixtla'] as const;
type CsvChoice = (typeof csvForms)[number];
type Done = 'copied' | 'failed' | null;

type DownloadsProps = {
  /** Of what is to be written; made when it is asked for. */
  content: () => BookContent;
  /** What the list is made of. */
  data: TableData;
  /** Of the column that is forecast; null where there are several. */
  heading: string | null;
};

export function Downloads({ content, data, heading }: DownloadsProps) {
  const words = useWords(allSeriesWords);
  const { say, language } = words;
  const locale = csvFormOf(navigator.language);
  const [csv, setCsv] = useState<CsvChoice>(locale);
  const [isBusy, setBusy] = useState(false);
  const [done, setDone] = useState<Done>(null);

  async function loadBookWords(): Promise<SayBook> {
    const own = await loadWords(language as Language, workbookWords);
    return (key: BookWord, values = {}) =>
      (own.say as (key: BookWord, values: Readonly<Record<string, string | number>>) => string)(key, values);
  }

  async function make() {
    const sayBook = await loadBookWords();
    const given = content();
    const book = await makeBook(words, sayBook, given);
    const name = (ending: string) => nameFile(given.dataName, given.level, isoDayOf(new Date()), ending);
    return { book, sayBook, name };
  }

  async function run(task: () => Promise<Done>): Promise<void> {
    setBusy(true);
    setDone(null);
    setDone(await task().catch((): Done => 'failed'));
    setBusy(false);
  }

  const saveXlsx = async (): Promise<Done> => {
    const [{ book, sayBook, name }, { makeSheets }, { writeXlsx }] = await Promise.all([
      make(),
      import('../../../export/forecast-book.ts'),
      import('../../../export/xlsx/write-xlsx.ts'),
    ]);
    downloadBlob(name('xlsx'), await writeXlsx(content().dataName, makeSheets(book, sayBook)));
    return null;
  };
  const saveText = async (): Promise<Done> => {
    const { book, sayBook, name } = await make();
    if (csv === 'nixtla') {
      const { writeNixtlaCsv } = await import('../../../export/nixtla-csv.ts');
      downloadBlob(name('csv'), await writeNixtlaCsv(book.series));
      return null;
    }
    const [{ longSheet }, { writeSheetCsv }] = await Promise.all([
      import('../../../export/forecast-book.ts'),
      import('../../../export/sheet-text.ts'),
    ]);
    downloadBlob(name('csv'), await writeSheetCsv(longSheet(book, sayBook), csv));
    return null;
  };
  const copy = async (): Promise<Done> => {
    const [{ book, sayBook }, { summarySheet }, { copySheet }] = await Promise.all([
      make(),
      import('../../../export/forecast-book.ts'),
      import('../../../export/sheet-text.ts'),
    ]);
    await copyTable(copySheet(summarySheet(book, sayBook), locale));
    return 'copied';
  };

  const saveHtml = async (): Promise<Done> => {
    const [report, meeting, book, { makeReport }] = await Promise.all([
      loadWords(language as Language, reportWords),
      loadWords(language as Language, meetingWords),
      loadBookWords(),
      import('./report/make-report.ts'),
    ]);
    const now = new Date();
    const given = content();
    const made = makeReport({ words, report, meeting, book }, { content: given, data, heading, now });
    await saveReport(made, given.dataName, given.level, now);
    return null;
  };

  return (
    <div className={styles.downloads}>
      <button
        className={controls.button}
        type="button"
        data-testid="all-download-xlsx"
        disabled={isBusy}
        onClick={() => void run(saveXlsx)}
      >
        {say('all.save.xlsx')}
      </button>
      <span className={styles.csv}>
        <button
          className={controls.button}
          type="button"
          data-testid="all-download-csv"
          disabled={isBusy}
          onClick={() => void run(saveText)}
        >
          {say('all.save.csv')}
        </button>
        <Select
          value={csv}
          data-testid="all-csv-form"
          aria-label={say('all.save.csv.form')}
          options={csvForms.map((form) => ({ value: form, label: say(`all.save.csv.${form}`) }))}
          onChoose={setCsv}
        />
      </span>
      <button
        className={controls.button}
        type="button"
        data-testid="all-copy"
        disabled={isBusy}
        onClick={() => void run(copy)}
      >
        {say('all.copy')}
      </button>
      <button
        className={controls.button}
        type="button"
        data-testid="download-report"
        disabled={isBusy}
        onClick={() => void run(saveHtml)}
      >
        {say('results.download-report')}
      </button>
      <span role="status" className={controls.faint}>
        {isBusy ? say('all.save.busy') : done === null ? '' : say(done === 'copied' ? 'all.copied' : 'all.save.failed')}
      </span>
    </div>
  );
}
