/** The file shown as a newer state of one that was worked on before, in plain data. */
import type { PanelChoice } from '../../series/panel.ts';
import type { PanelComparison } from '../../series/panel-comparison.ts';
import type { Candidate } from '../shown.ts';

export type NewerFile = {
  /** What was shown of the earlier state. */
  earlier: Candidate;
  comparison: PanelComparison;
  /** The columns of the later state that were compared: of others it says nothing. */
  choice: PanelChoice;
  isDismissed: boolean;
};

/** An earlier state of the file shown, for an analysis. */
export type EarlierFile = Pick<NewerFile, 'earlier' | 'comparison'> & {
  /**
   * What the analysis's side in the data worker makes of it.
   *
   * @returns the brief; null where it cannot be had any more
   */
  prepare(request: unknown): Promise<unknown>;
};
