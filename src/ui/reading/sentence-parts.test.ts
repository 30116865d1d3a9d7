import { describe, expect, it } from 'vitest';
import { glued, joined, type SentencePart } from './sentence-parts.ts';

const control = (key: string): SentencePart => ({ key, control: key });
const show = (parts: readonly SentencePart[]) =>
  glued(parts).map((part) => ('text' in part ? part.text : `[${part.key}${part.after}]`));

describe('glued', () => {
  it('keeps punctuation with the control before it', () => {
    expect(
      show([control('a'), { text: ', ' }, control('b'), { text: '; target ' }, control('c'), { text: '.' }]),
    ).toEqual(['[a,]', ' ', '[b;]', ' target ', '[c.]']);
  });

  it('knows Chinese punctuation, which no space follows', () => {
    expect(
      show([control('a'), { text: '，' }, control('b'), { text: '，自 ' }, control('c'), { text: ' 起' }]),
    ).toEqual(['[a，]', '[b，]', '自 ', '[c]', ' 起']);
  });

  it('loses no word', () => {
    const parts = [
      { text: 'a' },
      { text: ';' },
      control('b'),
      { text: ' (' },
      control('c'),
      { text: ') d' },
      { text: '.' },
    ];
    expect(show(parts).join('')).toBe('a;[b] ([c)] d.');
    expect(show([control('a'), { text: '；' }, { text: '序列 ' }, control('b')])).toEqual(['[a；]', '序列 ', '[b]']);
  });
});

describe('joined', () => {
  it('puts words between lists, not around them', () => {
    expect(show(joined([[control('a')], [control('b'), control('c')]], '；'))).toEqual(['[a；]', '[b]', '[c]']);
  });
});
