/** What a forecast is made from, as it passes between the sides of this analysis. */
import type { TestSettings } from '../../forecasters/backtest-settings.ts';
import type { OtherSeries, PanelRequest } from '../../series/panel.ts';
import type { Series } from '../../series/series.ts';
import type { Step } from '../../series/step.ts';

/** A series of a panel: the first that varies where none is called `uniqueId`. `step` is the panel's rhythm where it is known. */
export type SeriesRequest = PanelRequest & { uniqueId: string | null; step: Step | null };

export type ForecastNeed =
  | { kind: 'series' }
  /** Every other series of the file that can be learnt from together with it. */
  | { kind: 'others' }
  /** What comes before the test part that these settings make, and nothing after it. */
  | { kind: 'learning'; test: TestSettings };

export type ForecastAnswer = Series | OtherSeries;
