/** The chart and its numbers as files and on the clipboard. */
import { useState } from 'react';
import { isoDayOf } from '../../base/today.ts';
import { csvFormOf } from '../../base/write-csv.ts';
import { copyImage, copyTable } from '../../export/clipboard.ts';
import { downloadBlob } from '../../export/download.ts';
import { nameFile } from '../../export/file-name.ts';
import { drawMeetingChart } from '../../export/meeting/meeting-chart.ts';
import { renderMeetingImage } from '../../export/meeting/meeting-image.ts';
import { copySheet } from '../../export/sheet-text.ts';
import type { MeetingData } from './meeting-data.ts';
import { type MeetingRequest, type MeetingWords, meetingSheet, prepareMeeting } from './prepare-meeting.ts';

export type MeetingOutcome = 'copied' | 'copied-table' | 'failed' | null;

export type MeetingFiles = {
  outcome: MeetingOutcome;
  saveSvg: () => void;
  savePng: () => void;
  copyChart: () => void;
  copyNumbers: () => void;
};

export function useMeetingFiles(words: MeetingWords, data: MeetingData, request: MeetingRequest): MeetingFiles {
  const [outcome, setOutcome] = useState<MeetingOutcome>(null);
  const draw = () => drawMeetingChart(prepareMeeting(words, data, request));
  const image = () => renderMeetingImage(draw(), request.shape);
  const name = (ending: string) =>
    nameFile(data.fileName, data.seriesName === '' ? null : data.seriesName, isoDayOf(new Date()), ending);
  const run = (task: () => Promise<MeetingOutcome>) => () => {
    setOutcome(null);
    void task().then(setOutcome, () => setOutcome('failed'));
  };
  return {
    outcome,
    saveSvg: run(async () => {
      downloadBlob(name('svg'), new Blob([draw()], { type: 'image/svg+xml' }));
      return null;
    }),
    savePng: run(async () => {
      downloadBlob(name('png'), await image());
      return null;
    }),
    copyChart: run(async () => {
      await copyImage(image());
      return 'copied';
    }),
    copyNumbers: run(async () => {
      await copyTable(copySheet(meetingSheet(words, data), csvFormOf(navigator.language)));
      return 'copied-table';
    }),
  };
}
