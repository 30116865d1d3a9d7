import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { expect } from './journey.ts';

type Look = {
  colorScheme?: 'light' | 'dark';
  /** What has changed since the page was looked at, where that is not all of it. */
  part?: string;
};

/** Nothing is wrong by axe: by every rule; in the dark by those about colours, for nothing else differs. */
export async function expectAccessible(page: Page, { colorScheme = 'light', part = 'html' }: Look = {}): Promise<void> {
  // The page has no frames, whose findings would be put together in one more page.
  const all = new AxeBuilder({ page }).setLegacyMode().include(part);
  const { violations } = await (colorScheme === 'dark'
    ? all.withRules(['color-contrast', 'link-in-text-block'])
    : all
  ).analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join('; ')}`);
  expect(found).toEqual([]);
}
