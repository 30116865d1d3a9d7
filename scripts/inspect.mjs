/** `npm run -s inspect -- FILE [FILE...]`: what the app reads in each file, one line of JSON a file. */
import { bundleSource } from './source.mjs';
import { readOptions, runPlainly, UsageError } from './usage.mjs';

await runPlainly(async () => {
  const { positionals: files } = readOptions({});
  if (files.length === 0) throw new UsageError('Usage: npm run -s inspect -- FILE [FILE...]');
  const bundle = await bundleSource('scripts/inspect/inspect-file.ts');
  try {
    /** @type {typeof import('./inspect/inspect-file.ts')} */
    const { inspectFile } = await import(bundle.url);
    for (const file of files) console.log(JSON.stringify(await inspectFile(file)));
  } finally {
    await bundle.dispose();
  }
});
