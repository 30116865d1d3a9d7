/**
 * Writes monthly business-like series to time the scoring with: trends that bend, seasons that grow with the level, shifts
 * and outliers, of many sizes. They are simulated, so that nobody's data need travel; the seed is fixed.
 *
 *   node scripts/score/simulate-monthly.mjs FILE.csv [SERIES] [POINTS]
 */
import { writeFile } from 'node:fs/promises';
import process from 'node:process';

/** Numbers in [0, 1), the same in every run (mulberry32 of Tommy Ettinger). @param {number} seed */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = createRandom(1);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** [points] the level walks with a drift that walks too; the season, the noise and the rare events multiply it. @param {number} points */
function simulateSeries(points) {
  const size = 10 ** (1 + 4 * random());
  const season = Array.from({ length: 12 }, normal);
  const strength = 0.2 * random() ** 2;
  const noise = 0.01 + 0.08 * random();
  let level = 0;
  let drift = 0.004 * normal();
  return Array.from({ length: points }, (_, at) => {
    drift += 0.0005 * normal();
    level += drift + 0.01 * normal() + (random() < 0.003 ? 0.2 * normal() : 0);
    const outlier = random() < 0.005 ? 0.3 * normal() : 0;
    return size * Math.exp(level + strength * season[at % 12] + noise * normal() + outlier);
  });
}

const [file, series = '1000', points = '150'] = process.argv.slice(2);
const rows = ['unique_id,ds,y'];
for (let id = 1; id <= Number(series); id += 1) {
  for (const [at, value] of simulateSeries(Number(points)).entries()) {
    const month = String((at % 12) + 1).padStart(2, '0');
    rows.push(`M${id},${2010 + Math.floor(at / 12)}-${month}-01,${value.toPrecision(6)}`);
  }
}
await writeFile(file, `${rows.join('\n')}\n`);
