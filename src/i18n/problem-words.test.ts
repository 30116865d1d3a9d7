import { describe, expect, it } from 'vitest';
import type { SessionProblem } from '../session/shown.ts';
import type { RefusalDetail } from '../table/table.ts';
import { englishWords, loadWords } from './load-words.ts';
import { sampleTitle, sayProblem } from './problem-words.ts';

const words = englishWords;

describe('sayProblem', () => {
  it('names the cause and the remedy', () => {
    expect(sayProblem(words, { code: 'binary-file', params: { name: 'a.png', looksLike: 'image' } }, false)).toBe(
      'a.png is not a table but an image. Save the data as .xlsx or CSV and drop that file.',
    );
  });

  it('says how a refused file can be made readable', () => {
    const params = { name: 'a.zip', looksLike: 'archive' } as const;
    const names = ['1.csv', '2.csv', '3.csv', '4.csv', '5.csv', '6.csv'];
    const refused = (detail: RefusalDetail) => sayProblem(words, { code: 'binary-file', params, detail }, false);
    expect(refused({ code: 'old-workbook' })).toContain('save it as .xlsx');
    expect(refused({ code: 'several-files', names: names.slice(0, 2) })).toBe(
      'a.zip holds several files: 1.csv and 2.csv. Unpack it and drop one of them.',
    );
    expect(refused({ code: 'several-files', names })).toContain('4.csv, 5.csv …');
    expect(refused({ code: 'inflates-too-much', bytes: 900e6, limit: 400e6 })).toContain(
      'would unpack to 900 MB, and the limit is 400 MB',
    );
  });

  it('says in the language of the page what is damaged or cannot be read any more', async () => {
    const problems: SessionProblem[] = (
      ['cut-short', 'no-directory', 'bad-bytes', 'bad-workbook', 'bad-parquet'] as const
    ).map((reason) => ({
      code: 'binary-file',
      params: { name: 'a', looksLike: 'excel' },
      detail: { code: 'damaged', reason },
    }));
    for (const reason of ['gone', 'changed', 'not-allowed', 'too-large'] as const) {
      problems.push({ code: 'file-unreadable', params: { name: 'a', reason } });
    }
    const inChinese = await loadWords('zh-CN');
    const chinese = problems.map((problem) => sayProblem(inChinese, problem, false));
    expect(new Set(chinese).size).toBe(problems.length);
    for (const text of chinese) expect(text.replace('a', '')).not.toMatch(/[a-z]{2}/i);
    expect(sayProblem(words, problems[0] as SessionProblem, false)).toBe(
      'a is damaged: it ends too early. Save or download it again and drop that file.',
    );
  });

  it('says whether data is still loaded', () => {
    const died: SessionProblem = { code: 'worker-died', params: { message: 'out of memory' } };
    expect(sayProblem(words, died, true)).toContain('Your data is still loaded');
    expect(sayProblem(words, died, false)).not.toContain('still loaded');
  });
});

describe('sampleTitle', () => {
  it('falls back to the id', () => {
    expect(sampleTitle(words, 'co2-weekly')).toBe('Carbon dioxide');
    expect(sampleTitle(words, 'tides')).toBe('tides');
  });
});
