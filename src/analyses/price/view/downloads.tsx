/** Prices and promotions as a workbook, prices as CSV. */
import { SheetDownloads } from '../../../ui/list/sheet-downloads.tsx';
import { useWords } from '../../../ui/shell/context.ts';
import { makePriceSheet, makePromotionSheets, type SheetContent } from './make-sheets.ts';
import { priceWords } from './words/price-words.ts';

/** @param content made when it is asked for */
export function Downloads({ content, dataName }: { content: () => SheetContent; dataName: string }) {
  const words = useWords(priceWords);
  const { say } = words;
  return (
    <SheetDownloads
      dataName={dataName}
      name={say('price.sheet')}
      testId="price-download"
      words={{ xlsx: say('price.save.xlsx'), csv: say('price.save.csv'), failed: say('price.save.failed') }}
      sheets={() => {
        const made = content();
        return [makePriceSheet(words, made), ...makePromotionSheets(words, made)];
      }}
    />
  );
}
