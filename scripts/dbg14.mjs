import { bundleSource } from './source.mjs';
const b = await bundleSource('scripts/dbg14.ts'); const m = await import(b.url); for (const f of process.argv.slice(2)) await m.dbg(f); await b.dispose();
