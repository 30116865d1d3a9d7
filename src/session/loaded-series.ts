import type { SeriesReading } from '../series/series-outline.ts';
import type { Step } from '../series/step.ts';
import type { Candidate } from './shown.ts';

/** A series of the table shown, and where it came from. */
export type LoadedSeries = Candidate &
  SeriesReading & {
    /** The rhythm of the rows before they were added up to another; null where it is not known. */
    fileStep: Step | null;
  };
