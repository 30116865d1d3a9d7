/** The benchmark on WebGPU in Node, all cases or those named, printed as one JSON object. */
import './dawn.ts';
import process from 'node:process';
import { budgets, reportOf } from './gpu-report.mjs';
import { benchOurs, benchStock } from './gpu-steps.ts';
import { gpuCases } from './training-cases.ts';

let adapter = '';
const gpu: Record<string, object> = {};
const asked = process.argv.slice(2);
for (const one of gpuCases.filter(({ name }) => asked.length === 0 || asked.includes(name))) {
  const ours = await benchOurs(one, budgets.ours);
  const stock = await benchStock(one, budgets.stock);
  adapter = ours.adapter;
  gpu[one.name] = reportOf(ours, stock);
}
console.log(JSON.stringify({ adapter, gpu }));
process.exit(0);
