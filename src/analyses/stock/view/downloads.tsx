/** The order list as a workbook or as CSV. */
import { useState } from 'react';
import { isoDayOf } from '../../../base/today.ts';
import { csvFormOf } from '../../../base/write-csv.ts';
import { downloadBlob } from '../../../export/download.ts';
import { nameFile } from '../../../export/file-name.ts';
import list from '../../../ui/list/list.module.css';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { makeOrderSheet, type OrderSheetContent } from './make-sheet.ts';
import { stockWords } from './words/stock-words.ts';

/** @param content made when it is asked for */
export function Downloads({ content, dataName }: { content: () => OrderSheetContent; dataName: string }) {
  const words = useWords(stockWords);
  const { say } = words;
  const [isFailed, setFailed] = useState(false);
  const name = (ending: string) => nameFile(dataName, say('stock.sheet'), isoDayOf(new Date()), ending);
  const run = (save: () => Promise<void>) => {
    setFailed(false);
    save().catch(() => setFailed(true));
  };
  const saveXlsx = async () => {
    const { writeXlsx } = await import('../../../export/xlsx/write-xlsx.ts');
    downloadBlob(name('xlsx'), await writeXlsx(dataName, [makeOrderSheet(words, content())]));
  };
  const saveCsv = async () => {
    const { writeSheetCsv } = await import('../../../export/sheet-text.ts');
    downloadBlob(name('csv'), await writeSheetCsv(makeOrderSheet(words, content()), csvFormOf(navigator.language)));
  };
  return (
    <span className={list.downloads}>
      <button className={controls.button} type="button" data-testid="stock-download" onClick={() => run(saveXlsx)}>
        {say('stock.save.xlsx')}
      </button>
      <button className={controls.button} type="button" data-testid="stock-download-csv" onClick={() => run(saveCsv)}>
        {say('stock.save.csv')}
      </button>
      {isFailed && <span role="alert">{say('stock.save.failed')}</span>}
    </span>
  );
}
