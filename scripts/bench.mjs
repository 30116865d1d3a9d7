/** Benchmarks: `npm run -s bench -- read [--json]`. */
import process from 'node:process';
import { benchReading } from './bench/read.mjs';

const benches = new Map([['read', benchReading]]);

const [name = 'read'] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const bench = benches.get(name);
if (!bench) {
  console.error(`No benchmark "${name}". There are: ${[...benches.keys()].join(', ')}.`);
  process.exit(1);
}
const result = await bench();
if (process.argv.includes('--json')) console.log(JSON.stringify(result));
else console.table(Object.entries(result).filter(([, value]) => typeof value !== 'object'));
