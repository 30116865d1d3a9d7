/** The samples that come with the page, listed in `samples/index.json`. */
import type { TableSource } from '../worker/protocol.ts';

export const sampleRhythms = ['half-hourly', 'hourly', 'daily', 'weekly', 'monthly', 'counted'] as const;
export const sampleFields = [
  'travel',
  'retail',
  'energy',
  'weather',
  'finance',
  'health',
  'sensors',
  'traffic',
  'farm',
  'sport',
  'climate',
  'web-shop',
] as const;
export const sampleLicences = [
  'facts',
  'us-government',
  'public-domain',
  'cc0',
  'cc-by',
  'gpl-3',
  'simulated',
] as const;

export type Sample = {
  id: string;
  file: string;
  /** Whose work such data are. */
  field: (typeof sampleFields)[number];
  rhythm: (typeof sampleRhythms)[number];
  rows: number;
  source: string;
  sourceUrl: string;
  licence: (typeof sampleLicences)[number];
};

export type Fetch = (address: string) => Promise<Response>;

async function fetchOk(fetch: Fetch, address: string): Promise<Response> {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${response.status} ${response.statusText}`);
  return response;
}

function isSample(found: unknown): found is Sample {
  if (typeof found !== 'object' || found === null) return false;
  const { field, rhythm, licence, rows, sourceUrl, ...texts } = found as Record<string, unknown>;
  return (
    ['id', 'file', 'source'].every((key) => typeof texts[key] === 'string' && texts[key] !== '') &&
    sampleFields.some((known) => known === field) &&
    sampleRhythms.some((known) => known === rhythm) &&
    sampleLicences.some((known) => known === licence) &&
    Number.isInteger(rows) &&
    typeof sourceUrl === 'string' &&
    /^(https?:|samples\/)/.test(sourceUrl)
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
