/** `npm run -s inspect -- FILE [FILE...]`: what the app reads in each file, one line of JSON a file. */
import process from 'node:process';
import { bundleSource } from './source.mjs';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage: npm run -s inspect -- FILE [FILE...]');
  process.exit(1);
}

const bundle = await bundleSource('scripts/inspect/inspect-file.ts');
try {
  /** @type {typeof import('./inspect/inspect-file.ts')} */
  const { inspectFile } = await import(bundle.url);
  for (const file of files) console.log(JSON.stringify(await inspectFile(file)));
} finally {
  await bundle.dispose();
}
