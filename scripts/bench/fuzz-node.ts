/** What reading many mutated files takes of the processor, and which of them takes most. */
import { createMutator, timeReading } from '../test/mutated-files.ts';

/** `ms` are those of the processor; a seed makes its file again. */
export type FuzzTimes = {
  files: number;
  firstSeed: number;
  totalMs: number;
  slowest: { seed: number; name: string; bytes: number; ms: number }[];
};

const listed = 5;

/** @param folder of the files that are mutated; those of seeds from `firstSeed` on are read */
export async function timeMutatedFiles(folder: string, files: number, firstSeed: number): Promise<FuzzTimes> {
  const mutatedFile = createMutator(folder);
  const all: FuzzTimes['slowest'] = [];
  for (let seed = firstSeed; seed < firstSeed + files; seed++) {
    const file = mutatedFile(seed);
    all.push({ seed, name: file.name, bytes: file.bytes.length, ms: Math.round(await timeReading(file)) });
  }
  const totalMs = all.reduce((sum, { ms }) => sum + ms, 0);
  return { files, firstSeed, totalMs, slowest: all.sort((a, b) => b.ms - a.ms).slice(0, listed) };
}
