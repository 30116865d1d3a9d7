/** The samples that come with the page, listed in `samples/index.json`. */
import type { TableSource } from '../worker/protocol.ts';

export const sampleRhythms = ['hourly', 'daily', 'weekly', 'monthly'] as const;
export type SampleRhythm = (typeof sampleRhythms)[number];

export type Sample = {
  id: string;
  file: string;
  rhythm: SampleRhythm;
  rows: number;
  source: string;
  sourceUrl: string;
  licence: string;
};

export type Fetch = (address: string) => Promise<Response>;

async function fetchOk(fetch: Fetch, address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response;
}

function isSample(found: unknown): found is Sample {
  if (typeof found !== 'object' || found === null) return false;
  const { rhythm, rows, sourceUrl, ...texts } = found as Record<string, unknown>;
  return (
    ['id', 'file', 'source', 'licence'].every((key) => typeof texts[key] === 'string' && texts[key] !== '') &&
    sampleRhythms.some((known) => known === rhythm) &&
    Number.isInteger(rows) &&
    typeof sourceUrl === 'string' &&
    /^https?:/.test(sourceUrl)
  );
}

/** The samples there are; throws where the list cannot be fetched or is not one. */
export async function listSamples(fetch: Fetch): Promise<Sample[]> {
  const response = await fetchOk(fetch, 'samples/index.json');
  const found: unknown = await response.json();
  if (!Array.isArray(found) || !found.every(isSample)) throw new Error('samples/index.json is no list of samples.');
  return found;
}

/** A sample as a file to read; throws where it cannot be fetched. */
export async function fetchSample(fetch: Fetch, sample: Sample): Promise<TableSource> {
  const response = await fetchOk(fetch, `samples/${sample.file}`);
  return { name: sample.file, blob: await response.blob() };
}
