/** The part of a link that is the session's own: how files of a kind are read, the language, the analysis, a sample. Never data. */
import { type AnalysisId, analysisIds } from '../analyses/list.ts';
import { isLanguage, type Language } from '../base/languages.ts';

export type SessionLink = {
  language: Language | null;
  analysis: AnalysisId | null;
  /** Which of the samples it is about; null for a file of somebody's own, which does not go along. */
  sample: string | null;
  /** As a reading memory describes it. */
  reading: unknown;
};

const version = '1';
/** No description of columns is longer. */
const mostLetters = 100_000;

function encode(value: unknown): string {
  const bytes = new TextEncoder().encode(JSON.stringify(value));
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return `${version}.${text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')}`;
}

function decode(written: string): unknown {
  const [of, text = ''] = written.split('.');
  if (of !== version || text.length > mostLetters) return null;
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (letter) => letter.charCodeAt(0))));
  } catch {
    return null;
  }
}

/** The part of an address after `#`. @param others what analyses say for themselves */
export function writeSessionLink(
  { language, analysis, sample, reading }: SessionLink,
  others: readonly string[],
): string {
  const own = new URLSearchParams();
  if (sample) own.set('sample', sample);
  if (analysis) own.set('view', analysis);
  if (language) own.set('lang', language);
  if (reading) own.set('roles', encode(reading));
  return [...others, own.toString()].filter((part) => part !== '').join('&');
}

/** What of an address is the session's; nulls where it says nothing of it, or nothing that can be understood. */
export function readSessionLink(fragment: string): SessionLink {
  const said = new URLSearchParams(fragment.replace(/^#/, ''));
  const language = said.get('lang');
  const roles = said.get('roles');
  return {
    language: isLanguage(language) ? language : null,
    analysis: analysisIds.find((id) => id === said.get('view')) ?? null,
    sample: said.get('sample'),
    reading: roles === null ? null : decode(roles),
  };
}
