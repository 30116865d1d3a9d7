/** What went wrong, in words, with the remedy. */
import type { SessionProblem } from '../session/shown.ts';
import type { RefusalDetail } from '../table/table.ts';
import { sayRhythm } from './dates.ts';
import type { Words } from './words.ts';

/** The title of a sample; its id where no title is known. */
export function sampleTitle(words: Words, id: string): string {
  return words.sayIfKnown(`sample.${id}.title`) ?? id;
}

/** Names of files inside an archive; of many only the first ones. */
function sayNames(words: Words, names: string[]): string {
  const shown = names.slice(0, 5);
  if (shown.length === names.length) return words.list(names);
  return words.say('refusal.several-files.more', { names: shown.join(', ') });
}

/** Why a file was refused, and what to do to it so that it can be read. */
function sayRefusal(words: Words, name: string, detail: RefusalDetail): string {
  const { say, bytes } = words;
  switch (detail.code) {
    case 'damaged':
      return say('refusal.damaged', { name, reason: say(`damage.${detail.reason}`) });
    case 'too-many-cells':
      return say('refusal.too-many-cells', { name, limit: detail.limit });
    case 'inflates-too-much':
      if (detail.growth === undefined) {
        return say('refusal.inflates-too-much', { name, bytes: bytes(detail.bytes), limit: bytes(detail.limit) });
      }
      return say('refusal.inflates-too-much.growth', { name, bytes: bytes(detail.bytes), growth: detail.growth });
    case 'too-large-to-hold':
      return say(`refusal.${detail.code}`, { name, bytes: bytes(detail.bytes), limit: bytes(detail.limit) });
    case 'several-files':
      return say('refusal.several-files', { name, names: sayNames(words, detail.names) });
    case 'too-large': {
      const { rows, rowsThatFit } = detail;
      return say('refusal.too-large', { name, bytes: bytes(detail.bytes), rows, rowsThatFit });
    }
    default:
      return say(`refusal.${detail.code}`, { name });
  }
}

/** Dates without a rhythm, by the rows that broke it where they are known. */
function sayIrregular(
  words: Words,
  { params, rows = [] }: Extract<SessionProblem, { code: 'irregular-dates' }>,
): string {
  const { column, example } = params;
  const share = words.percent(params.share);
  if (rows.length === 0) return words.say('problem.irregular-dates', { column, share, example });
  const named = rows.slice(0, 5).map((row) => words.number(row));
  return words.say('problem.irregular-dates.rows', { column, share, rows: named.join(', ') });
}

/**
 * @param problem what the worker or the session gave
 * @param hasData whether data is still loaded, which the user is told where it could be in doubt
 */
export function sayProblem(words: Words, problem: SessionProblem, hasData: boolean): string {
  const { say } = words;
  if ('detail' in problem && problem.detail) return sayRefusal(words, problem.params.name, problem.detail);
  switch (problem.code) {
    case 'analysis':
      return say('problem.internal', { message: problem.params.problem.code });
    case 'binary-file':
      return say('problem.binary-file', {
        name: problem.params.name,
        looksLike: say(`looks-like.${problem.params.looksLike}`),
      });
    case 'too-few-values': {
      const { values, needed } = problem.params;
      return say('problem.too-few-values', { count: values, needed });
    }
    case 'irregular-dates':
      return sayIrregular(words, problem);
    case 'too-many-gaps':
      return say('problem.too-many-gaps', { ...problem.params, rhythm: sayRhythm(words, problem.params.step) });
    case 'worker-died':
      return say(hasData ? 'problem.worker-died' : 'problem.worker-died.no-data', problem.params);
    case 'internal':
      return say(hasData ? 'problem.internal' : 'problem.internal.no-data', problem.params);
    case 'sample-unreachable':
      return say('problem.sample-unreachable', { name: sampleTitle(words, problem.params.sample) });
    case 'project':
      return say(`problem.project.${problem.params.reason}`, { name: problem.params.name });
    case 'nothing-pasted':
      return say('problem.nothing-pasted');
    case 'empty-file':
      return say('problem.empty-file', problem.params);
    case 'header-only':
      return say('problem.header-only', problem.params);
    case 'not-a-table':
      return say('problem.not-a-table', problem.params);
    case 'one-column':
      return say('problem.one-column', problem.params);
    case 'file-unreadable':
      return say('problem.file-unreadable', {
        name: problem.params.name,
        reason: say(`unreadable.${problem.params.reason}`),
      });
    case 'target-empty':
      return say('problem.target-empty', problem.params);
    case 'values-too-large':
      return say('problem.values-too-large', problem.params);
    case 'target-not-numeric':
      return say('problem.target-not-numeric', problem.params);
    case 'constant-series':
      return say('problem.constant-series', problem.params);
  }
}
