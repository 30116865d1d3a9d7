import { useState } from 'react';
import { isoDayOf } from '../../base/today.ts';
import { csvFormOf } from '../../base/write-csv.ts';
import { downloadBlob } from '../../export/download.ts';
import { nameFile } from '../../export/file-name.ts';
import type { Sheet } from '../../export/xlsx/sheet.ts';
import controls from '../shell/controls.module.css';
import styles from './list.module.css';

type SheetDownloadsProps = {
  dataName: string;
  /** What the files are called, after the data. */
  name: string;
  testId: string;
  words: { xlsx: string; csv: string; failed: string };
  /** Made when it is asked for; the first is the list, which alone is written as CSV. */
  sheets: () => readonly [Sheet, ...Sheet[]];
};

/** A list as a workbook, with what belongs to it, or as CSV. */
export function SheetDownloads({ dataName, name, testId, words, sheets }: SheetDownloadsProps) {
  const [isFailed, setFailed] = useState(false);
  const fileName = (ending: string) => nameFile(dataName, name, isoDayOf(new Date()), ending);
  const run = (save: () => Promise<void>) => {
    setFailed(false);
    save().catch(() => setFailed(true));
  };
  const saveXlsx = async () => {
    const { writeXlsx } = await import('../../export/xlsx/write-xlsx.ts');
    downloadBlob(fileName('xlsx'), await writeXlsx(dataName, sheets()));
  };
  const saveCsv = async () => {
    const { writeSheetCsv } = await import('../../export/sheet-text.ts');
    downloadBlob(fileName('csv'), await writeSheetCsv(sheets()[0], csvFormOf(navigator.language)));
  };
  return (
    <span className={styles.downloads}>
      <button className={controls.button} type="button" data-testid={testId} onClick={() => run(saveXlsx)}>
        {words.xlsx}
      </button>
      <button className={controls.button} type="button" data-testid={`${testId}-csv`} onClick={() => run(saveCsv)}>
        {words.csv}
      </button>
      {isFailed && <span role="alert">{words.failed}</span>}
    </span>
  );
}
