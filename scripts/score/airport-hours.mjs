/**
 * Flights that left each of the larger airports of the United States, hour by hour, from `flights-3m.parquet` of the npm package
 * `vega-datasets` 3.2.1 (public domain): series to choose by, for src/score/oracle/hourly-weekly-series.R.
 *
 *   node scripts/score/airport-hours.mjs flights-3m.parquet airports.csv
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { parquetReadObjects } from 'hyparquet';
import { compressors } from 'hyparquet-compressors';

const [source, target] = process.argv.slice(2);
const mostAirports = 60;
const hourMs = 3_600_000;
const [start, end] = [Date.UTC(2001, 0, 1), Date.UTC(2001, 6, 1)];

const bytes = readFileSync(source);
const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length);
const flights = await parquetReadObjects({ file, columns: ['date', 'origin'], compressors });
/** @type {Map<string, number[]>} */
const perAirport = new Map();
for (const { date, origin } of flights) {
  if (date >= end) continue;
  const hours = perAirport.get(origin) ?? new Array((end - start) / hourMs).fill(0);
  hours[Math.floor((date - start) / hourMs)] += 1;
  perAirport.set(origin, hours);
}
/** @param {number[]} hours */
const total = (hours) => hours.reduce((sum, each) => sum + each, 0);
const largest = [...perAirport].sort(([, a], [, b]) => total(b) - total(a)).slice(0, mostAirports);
const header = largest.map(([airport]) => airport).join();
const rows = largest[0][1].map((_, hour) => largest.map(([, hours]) => hours[hour]).join());
writeFileSync(target, `${[header, ...rows].join('\n')}\n`);
