import { expect, it } from 'vitest';
import { readSessionLink, writeSessionLink } from './session-link.ts';

const nothing = { language: null, analysis: null, sample: null, reading: null };

it('gives back what was written, beside what analyses say', () => {
  const link = {
    language: 'zh-CN',
    analysis: 'all-series',
    sample: 'co2-weekly',
    reading: { file: 'ü', places: [1] },
  } as const;
  const fragment = writeSessionLink(link, ['settings=1.abc']);
  expect(readSessionLink(`#${fragment}`)).toEqual(link);
  expect(new URLSearchParams(fragment).get('settings')).toBe('1.abc');
});

it('passes over what it cannot understand', () => {
  for (const fragment of [
    '',
    '#content',
    '#lang=xx&view=none&roles=1.%%%',
    '#roles=2.e30',
    `#roles=1.${'a'.repeat(200_000)}`,
  ])
    expect(readSessionLink(fragment), fragment.slice(0, 40)).toEqual(nothing);
});
