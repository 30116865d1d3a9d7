/** The order list as a workbook or as CSV. */
import { SheetDownloads } from '../../../ui/list/sheet-downloads.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import { makeOrderSheet, type OrderSheetContent } from './make-sheet.ts';
import { stockWords } from './words/stock-words.ts';

/** @param content made when it is asked for */
export function Downloads({ content, dataName }: { content: () => OrderSheetContent; dataName: string }) {
  const words = useWords(stockWords);
  const { say } = words;
  return (
    <SheetDownloads
      dataName={dataName}
      name={say('stock.sheet')}
      testId="stock-download"
      words={{ xlsx: say('stock.save.xlsx'), csv: say('stock.save.csv'), failed: say('stock.save.failed') }}
      sheets={() => [makeOrderSheet(words, content())]}
    />
  );
}
