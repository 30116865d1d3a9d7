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

/** The samples there are; throws where the list cannot be fetched. */
export async function listSamples(fetch: Fetch): Promise<Sample[]> {
  const response = await fetchOk(fetch, 'samples/index.json');
  return (await response.json()) as Sample[];
}

/** A sample as a file to read; throws where it cannot be fetched. */
export async function fetchSample(fetch: Fetch, sample: Sample): Promise<TableSource> {
  const response = await fetchOk(fetch, `samples/${sample.file}`);
  return { name: sample.file, blob: await response.blob() };
}
