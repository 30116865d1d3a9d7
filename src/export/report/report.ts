/** What a report holds, whatever it is of: texts are plain and are escaped where they are written. */
import type { MeetingChart } from '../meeting/meeting-chart.ts';

export type ReportTable = {
  kind: 'table';
  caption: string;
  /** Numbers are set to the right. */
  columns: readonly { heading: string; isNumber: boolean }[];
  rows: readonly (readonly string[])[];
  /** Rows that stand out, by their place. */
  marked: readonly number[];
};

export type ReportBlock =
  | { kind: 'text'; text: string; isFaint?: boolean }
  | { kind: 'list'; items: readonly string[] }
  | { kind: 'facts'; facts: readonly { label: string; value: string }[] }
  | ReportTable
  | { kind: 'chart'; chart: MeetingChart }
  /** Small ones beside each other, each with a line of words below it. */
  | { kind: 'charts'; charts: readonly { chart: MeetingChart; words: string }[] };

export type ReportSection = { title: string; blocks: readonly ReportBlock[] };

export type Report = {
  /** Tag and direction of the language of everything in it. */
  language: string;
  dir: 'ltr' | 'rtl';
  title: string;
  /** What it is of, and when it was made. */
  subtitle: string;
  /** The answer, with what of it is set in bold. */
  answer: readonly { text: string; isStrong: boolean }[];
  /** How far it can be trusted; null where that is not one thing. */
  trust: { text: string; grade: 'good' | 'fair' | 'poor' } | null;
  sections: readonly ReportSection[];
  footer: string;
};
