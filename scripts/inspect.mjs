/** `npm run -s inspect -- FILE [FILE...]`: what the app reads in each file, one line of JSON a file. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'vite';

const files = process.argv.slice(2);
if (files.length === 0) {
  console.error('Usage: npm run -s inspect -- FILE [FILE...]');
  process.exit(1);
}

// The app's own TypeScript, put together for Node.
const outDir = await mkdtemp(join(tmpdir(), 'dropcast-inspect-'));
try {
  await build({
    root: fileURLToPath(new URL('..', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true },
    build: {
      outDir,
      emptyOutDir: true,
      minify: false,
      target: 'node20',
      ssr: fileURLToPath(new URL('./inspect/inspect-file.ts', import.meta.url)),
      rollupOptions: { output: { entryFileNames: 'inspect-file.mjs' } },
    },
  });
  /** @type {typeof import('./inspect/inspect-file.ts')} */
  const { inspectFile } = await import(pathToFileURL(join(outDir, 'inspect-file.mjs')).href);
  for (const file of files) console.log(JSON.stringify(await inspectFile(file)));
} finally {
  await rm(outDir, { recursive: true, force: true });
}
