import { isoDayOf } from '../../base/today.ts';
import { downloadBlob } from '../../export/download.ts';
import { nameFile } from '../../export/file-name.ts';
import type { Report } from '../../export/report/report.ts';

/**
 * Hands a report to the browser's downloads, named after the data, what of it is shown, and the day.
 *
 * @param part of the data; null where it is all of it
 */
export async function saveReport(report: Report, fileName: string, part: string | null, now: Date): Promise<void> {
  const { writeReport } = await import('../../export/report/write-report.ts');
  const blob = new Blob([writeReport(report)], { type: 'text/html;charset=utf-8' });
  downloadBlob(nameFile(fileName, part, isoDayOf(now), 'html'), blob);
}
