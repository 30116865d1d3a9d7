/**
 * Batch scoring with the app's own reader and forecasters.
 *
 *   npm run -s score -- --input FILE [--horizon H] [--season S] [--models auto,ets,theta] [--levels 80,95] [--jobs N]
 *                       [--time COLUMN|none] [--id COLUMN,COLUMN|none] [--target COLUMN,COLUMN]
 *                       [--test FILE] [--backtest] [--out OUT.csv] [--json]
 *     (any file that the page reads; columns, horizon and season as the page takes them where they are not given. With --backtest
 *     each series is tested on its end, and its intervals set by the errors made there, as on the page; networks always are)
 *     (fine-tuned learns from all series of the file together, from what came before the first of them ends; with --backtest each
 *     series tunes for itself)
 *   npm run -s score -- panel --input FILE [--levels-of COLUMN,COLUMN] [--reconcile auto|mint|structural|bottom-up|top-down]
 *                       [--xlsx OUT.xlsx] [--results FILE.jsonl] [and as above, without --test]
 *     (every series and its totals, tested on the last horizons, the forecasts of the first model made to add up; one line of JSON
 *     with counts, seconds and errors. A run with --results goes on where it was stopped)
 *   npm run -s score -- m4 --data M4.zip --set hourly|weekly [--models ...] [--limit N] [--validation] [--json]
 *     (--models may name global-n-hits, global-tide and global-ensemble too: networks that learn from all series together)
 *   npm run -s score -- ett --data ETT-small.zip --set ETTh1,ETTh2,ETTm1,ETTm2 --horizon 96,192,336,720 --lookback N
 *                       --models repeat-last,dlinear,nlinear,segrnn,patchtst [--seed N] [--validation]
 *                       [--results FILE.jsonl] [--json]
 *   npm run -s score -- page --input FILE --models lstm,tide [--augmentation off,on,auto | --search MINUTES] [--seeds N]
 *                       [--time COLUMN|none] [--id COLUMN,COLUMN|none] [--target COLUMN,COLUMN [--together]]
 *                       [--first N | --last N] [--horizon H] [--lookback N] [--season S] [--json]
 *     (as the page does it, with its settings, on the last fifth of the first series of the file; with --together each of its
 *     targets is forecast by itself and by one network with a head for each, and told beside each other)
 *
 * What is wrong with the call is one line on stderr and exit code 2. Ctrl-C writes what is finished, exit code 130.
 */
import { writeSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { listenForInterrupt } from './interrupt.mjs';
import { scoreEttCells } from './score/ett.mjs';
import { scorePageWay } from './score/page.mjs';
import { checkPanelFlags, scorePanel } from './score/panel.mjs';
import { checkWholeFlags, isWholeFile, scoreWholeFile } from './score/whole-file.mjs';
import { bundleSource } from './source.mjs';
import { readOptions, runPlainly, UsageError } from './usage.mjs';

const commands = ['panel', 'm4', 'ett', 'page'];

async function main() {
  const { values: flags, positionals } = readOptions({
    input: { type: 'string' },
    test: { type: 'string' },
    out: { type: 'string' },
    horizon: { type: 'string' },
    season: { type: 'string' },
    models: { type: 'string', default: 'auto' },
    levels: { type: 'string', default: '80,95' },
    jobs: { type: 'string', default: String(availableParallelism()) },
    time: { type: 'string' },
    id: { type: 'string' },
    target: { type: 'string' },
    together: { type: 'boolean', default: false },
    backtest: { type: 'boolean', default: false },
    data: { type: 'string' },
    set: { type: 'string' },
    limit: { type: 'string' },
    validation: { type: 'boolean', default: false },
    lookback: { type: 'string' },
    seed: { type: 'string' },
    seeds: { type: 'string' },
    augmentation: { type: 'string' },
    search: { type: 'string' },
    first: { type: 'string' },
    last: { type: 'string' },
    results: { type: 'string' },
    'levels-of': { type: 'string' },
    reconcile: { type: 'string' },
    xlsx: { type: 'string' },
    json: { type: 'boolean', default: false },
  });
  const [command, extra] = positionals;
  const surplus = command !== undefined && !commands.includes(command) ? command : extra;
  if (surplus !== undefined) {
    throw new UsageError(
      `What is "${surplus}"? A file goes behind --input; there are the words ${commands.join(', ')}.`,
    );
  }
  const isWhole = command === 'panel' || (command === undefined && isWholeFile(flags));
  const isPanel = command === undefined || command === 'panel' || command === 'm4';
  if (flags.together && command !== 'page') {
    throw new UsageError('--together goes with page: score -- page --input FILE --target COLUMN,COLUMN --together.');
  }
  if (isPanel) await checkPanelFlags(flags, command === 'm4');
  if (isWhole) await checkWholeFlags(flags);

  let finished = 0;
  const onFinished = () => {
    finished += 1;
  };
  const interrupt = listenForInterrupt(() => {
    if (flags.json) writeSync(1, `${JSON.stringify({ cancelled: true, finished })}\n`);
    else writeSync(2, `Stopped: ${finished} finished.\n`);
  });
  const bundle = await bundleSource('scripts/score/source.ts');
  try {
    /** @type {typeof import('./score/source.ts')} */
    const source = await import(bundle.url);
    if (isWhole) await scoreWholeFile(source, bundle.url, flags, interrupt);
    else if (command === 'page') await scorePageWay(source, flags, onFinished);
    else if (command === 'ett') await scoreEttCells(source, flags, onFinished);
    else await scorePanel(source, bundle.url, flags, command === 'm4', interrupt);
  } finally {
    await bundle.dispose();
  }
}

await runPlainly(main);
