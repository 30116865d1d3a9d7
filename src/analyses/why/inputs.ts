/** The series that is asked about, as it passes between the sides of this analysis. */
import type { PanelRequest } from '../../series/panel.ts';
import type { Series } from '../../series/series.ts';
import type { SeriesReading } from '../../series/series-outline.ts';
import type { Step } from '../../series/step.ts';
import type { Nature } from './nature/describe-nature.ts';
import type { TrendItems, TrendsNeed } from './trends/items.ts';
import type { PanelFindings, UnusualAnswer } from './unusual/findings.ts';

/** A series of a panel: the first that varies where none is called `uniqueId`. `step` is the panel's rhythm where it is known. */
export type WhyRequest = PanelRequest & { uniqueId: string | null; step: Step | null };

/** A column that says the same number throughout the file: nobody can tell what another would do, but a price is one all the same. */
export type ConstantColumn = { name: string; value: number };

/** What the page knows of the series. */
export type WhyBrief = SeriesReading & { constants: readonly ConstantColumn[] };

/** What a job needs: the series as models have it, with a value at every point. */
export type WhyNeed = { kind: 'series' };
export type WhyAnswer = Series;

/** What the page asks for, and what it gets. */
export type WhyViews = {
  /** What is unusual in the series. */
  unusual: { need: { kind: 'unusual' }; answer: UnusualAnswer };
  /** What is unusual in some of all series of the file, by their numbers. */
  'unusual-of': { need: { kind: 'unusual-of'; from: number; end: number }; answer: PanelFindings };
  /** What trends are told from, of some of all series of the file, by their numbers. */
  'trends-of': { need: TrendsNeed; answer: TrendItems };
  /** What the series is like; null where it is too short or constant. */
  nature: { need: { kind: 'nature' }; answer: Nature | null };
};
export type WhyViewKind = keyof WhyViews;
export type WhyViewNeed = WhyViews[WhyViewKind]['need'];
export type WhyViewAnswer = WhyViews[WhyViewKind]['answer'];
