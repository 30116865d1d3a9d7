/** Prices and promotions as a workbook, prices as CSV. */
import { useState } from 'react';
import { isoDayOf } from '../../../base/today.ts';
import { csvFormOf } from '../../../base/write-csv.ts';
import { downloadBlob } from '../../../export/download.ts';
import { nameFile } from '../../../export/file-name.ts';
import list from '../../../ui/list/list.module.css';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { makePriceSheet, makePromotionSheets, type SheetContent } from './make-sheets.ts';
import { priceWords } from './words/price-words.ts';

/** @param content made when it is asked for */
export function Downloads({ content, dataName }: { content: () => SheetContent; dataName: string }) {
  const words = useWords(priceWords);
  const { say } = words;
  const [isFailed, setFailed] = useState(false);
  const name = (ending: string) => nameFile(dataName, say('price.sheet'), isoDayOf(new Date()), ending);
  const run = (save: () => Promise<void>) => {
    setFailed(false);
    save().catch(() => setFailed(true));
  };
  const saveXlsx = async () => {
    const { writeXlsx } = await import('../../../export/xlsx/write-xlsx.ts');
    const made = content();
    const sheets = [makePriceSheet(words, made), ...makePromotionSheets(words, made)];
    downloadBlob(name('xlsx'), await writeXlsx(dataName, sheets));
  };
  const saveCsv = async () => {
    const { writeSheetCsv } = await import('../../../export/sheet-text.ts');
    downloadBlob(name('csv'), await writeSheetCsv(makePriceSheet(words, content()), csvFormOf(navigator.language)));
  };
  return (
    <span className={list.downloads}>
      <button className={controls.button} type="button" data-testid="price-download" onClick={() => run(saveXlsx)}>
        {say('price.save.xlsx')}
      </button>
      <button className={controls.button} type="button" data-testid="price-download-csv" onClick={() => run(saveCsv)}>
        {say('price.save.csv')}
      </button>
      {isFailed && <span role="alert">{say('price.save.failed')}</span>}
    </span>
  );
}
