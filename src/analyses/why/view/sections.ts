/**
 * What can be asked about a series, in the order in which it is shown. A section has a folder beside this file, and words
 * `why.section.<id>` and `why.section.<id>.why`; it is loaded once it is opened, and finds what it is of by `useWhy`.
 */
import type { ComponentType } from 'react';
import { latePart } from '../../../ui/shell/late-part.tsx';

export const sectionIds = ['number', 'scenarios', 'unusual', 'nature', 'trends'] as const;
export type SectionId = (typeof sectionIds)[number];

export const sections: { [Id in SectionId]: ComponentType } = {
  number: latePart(async () => (await import('./number/number-section.tsx')).NumberSection),
  scenarios: latePart(async () => (await import('./scenarios/scenarios-section.tsx')).ScenariosSection),
  unusual: latePart(async () => (await import('./unusual/unusual-section.tsx')).UnusualSection),
  nature: latePart(async () => (await import('./nature/nature-section.tsx')).NatureSection),
  trends: latePart(async () => (await import('./trends/trends-section.tsx')).TrendsSection),
};
