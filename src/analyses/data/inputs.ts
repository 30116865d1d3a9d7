/** What is looked at, as it passes between the sides of this analysis. */
import type { PanelRequest, RefusedSeries, SeriesSummary } from '../../series/panel.ts';
import type { Step } from '../../series/step.ts';
import type { ColumnPicture } from './picture.ts';

export type FileRequest = PanelRequest;

/** The one series of a file. */
export type OnlySeries =
  | { step: Step; summary: SeriesSummary; refused: null }
  | { step: null; summary: null; refused: Pick<RefusedSeries, 'uniqueId' | 'problem'> };

export type FileBrief = {
  /** In the order of the columns. */
  pictures: ColumnPicture[];
  /** Null where there is no series, or there are several: the session lists those. */
  only: OnlySeries | null;
};
