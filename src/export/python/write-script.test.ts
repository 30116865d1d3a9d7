import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { modelIds } from '../../forecasters/model-cards.ts';
import { defaultSettings } from '../../forecasters/settings.ts';
import { pandasFrequency } from './pandas-frequency.ts';
import { type ScriptRequest, writePythonScript } from './write-script.ts';

const settings = defaultSettings({ unit: 'month', every: 1 }, 200);

/** Names that would end a text or a line, were they not written as what they are. */
const hostile = 'a"""\n\\n\'); import os #{x}\u2028"';

const request: ScriptRequest = {
  dataName: 'sales.csv',
  reading: { kind: 'text', delimiter: ';', encoding: 'utf-8', decimalMark: ',', quote: '"', headerRow: 0 },
  columns: { time: 'month', ids: ['store', 'item'], targets: ['sales'] },
  dates: { isDayFirst: true },
  frequency: 'MS',
  duplicates: 'sum',
  gaps: 'linear',
  last: '2024-12-01',
  settings,
  origins: { count: 6, step: 6 },
  levels: [80, 95],
  models: modelIds.map((model) => ({ model, trainingSteps: 120 })),
  check: [
    { uniqueId: 'a · b', ds: '2025-01-01', model: 'seasonal-naive', yhat: 12.5 },
    { uniqueId: 'a · c', ds: '2025-01-01', model: 'seasonal-naive', yhat: 3 },
  ],
};

const cases: [string, ScriptRequest][] = [
  ['every model', request],
  [
    'statistical models of a workbook without dates',
    {
      ...request,
      reading: { kind: 'sheet', sheet: 'Tabelle 1', headerRow: 2 },
      columns: { time: null, ids: [], targets: ['a', 'b'] },
      frequency: null,
      last: null,
      models: [{ model: 'seasonal-naive', trainingSteps: 0 }],
    },
  ],
  [
    'hostile names',
    {
      ...request,
      dataName: hostile,
      reading: { kind: 'repaired' },
      columns: { time: hostile, ids: [hostile], targets: [hostile] },
      check: [{ uniqueId: hostile, ds: '2025-01-01', model: 'naive', yhat: 1 }],
    },
  ],
];

/**
 * What may be given by name, and which of it must be; from the reference pages of each library at the versions the script pins:
 * https://nixtlaverse.nixtla.io/statsforecast/src/core/models.html, .../src/core/core.html,
 * https://nixtlaverse.nixtla.io/neuralforecast/models.lstm.html and its neighbours, .../neuralforecast/core.html,
 * https://nixtlaverse.nixtla.io/mlforecast/forecast.html, .../mlforecast/distributed.forecast.html.
 */
const networkArguments = [
  ...['h', 'input_size', 'loss', 'valid_loss', 'max_steps', 'learning_rate', 'num_lr_decays'],
  ...['early_stop_patience_steps', 'val_check_steps', 'batch_size', 'windows_batch_size', 'scaler_type', 'random_seed'],
  ...['futr_exog_list', 'hist_exog_list', 'stat_exog_list', 'alias', 'step_size', 'start_padding_enabled'],
];
const recurrentArguments = [
  ...networkArguments,
  ...['inference_input_size', 'h_train', 'encoder_n_layers', 'encoder_hidden_size', 'encoder_bias', 'encoder_dropout'],
  ...['decoder_hidden_size', 'decoder_layers', 'recurrent'],
];
type Signature = { may: readonly string[]; must?: readonly string[] };
const bands = ['alias', 'prediction_intervals'];
const ofNetwork = (own: readonly string[]): Signature => ({
  may: [...networkArguments, ...own],
  must: ['h', 'input_size'],
});
const columns = ['id_col', 'time_col', 'target_col'];
const signatures: Record<string, Signature> = {
  SeasonalNaive: { may: ['season_length', ...bands], must: ['season_length'] },
  Naive: { may: bands },
  RandomWalkWithDrift: { may: bands },
  HistoricAverage: { may: bands },
  WindowAverage: { may: ['window_size', ...bands], must: ['window_size'] },
  SimpleExponentialSmoothingOptimized: { may: bands },
  Holt: { may: ['season_length', 'error_type', ...bands] },
  HoltWinters: { may: ['season_length', 'error_type', ...bands] },
  AutoETS: { may: ['season_length', 'model', 'damped', 'phi', ...bands] },
  Theta: { may: ['season_length', 'decomposition_type', ...bands] },
  DynamicTheta: { may: ['season_length', 'decomposition_type', ...bands] },
  AutoARIMA: {
    may: ['d', 'D', 'max_p', 'max_q', 'seasonal', 'stepwise', 'approximation', 'season_length', ...bands],
  },
  MSTL: { may: ['season_length', 'trend_forecaster', 'stl_kwargs', ...bands], must: ['season_length'] },
  CrostonSBA: { may: bands },
  TSB: { may: ['alpha_d', 'alpha_p', ...bands], must: ['alpha_d', 'alpha_p'] },
  ADIDA: { may: bands },
  StatsForecast: { may: ['models', 'freq', 'n_jobs', 'fallback_model', 'verbose'], must: ['models', 'freq'] },
  'StatsForecast.cross_validation': {
    may: [
      ...['h', 'df', 'n_windows', 'step_size', 'test_size', 'input_size', 'level', 'fitted', 'refit'],
      ...['prediction_intervals', ...columns],
    ],
    must: ['h', 'df'],
  },
  'StatsForecast.forecast': {
    may: ['h', 'df', 'X_df', 'level', 'fitted', 'prediction_intervals', ...columns],
    must: ['h', 'df'],
  },
  LSTM: { may: recurrentArguments, must: ['h'] },
  GRU: { may: recurrentArguments, must: ['h'] },
  RNN: { may: [...recurrentArguments, 'encoder_activation'], must: ['h'] },
  TCN: {
    may: [
      ...[...networkArguments, 'kernel_size', 'dilations', 'encoder_hidden_size', 'encoder_activation'],
      ...['inference_input_size', 'decoder_hidden_size', 'decoder_layers'],
    ],
    must: ['h'],
  },
  NLinear: ofNetwork([]),
  DLinear: ofNetwork(['moving_avg_window']),
  NHITS: ofNetwork(['stack_types', 'n_blocks', 'mlp_units', 'n_pool_kernel_size', 'n_freq_downsample', 'pooling_mode']),
  TiDE: ofNetwork([
    ...['hidden_size', 'decoder_output_dim', 'temporal_decoder_dim', 'dropout', 'layernorm'],
    ...['num_encoder_layers', 'num_decoder_layers', 'temporal_width'],
  ]),
  PatchTST: ofNetwork([
    ...['encoder_layers', 'n_heads', 'hidden_size', 'linear_hidden_size', 'dropout', 'fc_dropout', 'head_dropout'],
    ...['attn_dropout', 'patch_len', 'stride', 'revin', 'activation', 'batch_normalization', 'learn_pos_embed'],
  ]),
  NeuralForecast: { may: ['models', 'freq', 'local_scaler_type'], must: ['models', 'freq'] },
  'NeuralForecast.cross_validation': {
    may: ['df', 'static_df', 'n_windows', 'step_size', 'val_size', 'test_size', 'verbose', 'refit', ...columns],
    must: ['df'],
  },
  MLForecast: {
    may: ['models', 'freq', 'lags', 'lag_transforms', 'date_features', 'num_threads', 'target_transforms'],
    must: ['models', 'freq'],
  },
  DistributedMLForecast: {
    may: ['models', 'freq', 'lags', 'lag_transforms', 'date_features', 'num_threads', 'target_transforms', 'engine'],
    must: ['models', 'freq'],
  },
};

/** Goes through every call of the script: whom it calls, and by which names it gives what. */
const walker = `
import ast, json, sys
tree = ast.parse(open(sys.argv[1], encoding='utf-8').read())
calls = []
for node in ast.walk(tree):
    if not isinstance(node, ast.Call):
        continue
    given = [keyword.arg for keyword in node.keywords]
    func = node.func
    if isinstance(func, ast.Name):
        calls.append([func.id, len(node.args), given])
    elif isinstance(func, ast.Attribute) and isinstance(func.value, ast.Call) and isinstance(func.value.func, ast.Name):
        calls.append([func.value.func.id + '.' + func.attr, len(node.args), given])
imported = [name.name for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) for name in node.names]
constants = {}
for node in tree.body:
    if isinstance(node, ast.Assign) and node.targets[0].id in ('DATA', 'IDS', 'TARGETS', 'CHECK'):
        constants[node.targets[0].id] = ast.literal_eval(node.value)
print(json.dumps({'calls': calls, 'imported': imported, 'constants': constants}))
`;

const hasPython = (() => {
  try {
    execFileSync('python3', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
})();

describe('the Python script', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'script-'));
    writeFileSync(join(folder, 'walker.py'), walker);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it.skipIf(!hasPython).each(cases)('of %s is Python, and calls what the libraries have', (_, asked) => {
    const path = join(folder, 'script.py');
    writeFileSync(path, writePythonScript(asked).script);
    execFileSync('python3', ['-m', 'py_compile', path]);
    const said = execFileSync('python3', [join(folder, 'walker.py'), path], { encoding: 'utf8' });
    const { calls, imported, constants } = JSON.parse(said) as {
      calls: [string, number, string[]][];
      imported: string[];
      constants: Record<string, unknown>;
    };
    expect(constants).toMatchObject({ DATA: asked.dataName, IDS: asked.columns.ids, TARGETS: asked.columns.targets });
    const known = calls.filter(([name]) => Object.hasOwn(signatures, name));
    expect(known.length).toBeGreaterThanOrEqual(4);
    for (const [name, , given] of known) {
      const { may, must = [] } = signatures[name];
      expect(may, name).toEqual(expect.arrayContaining(given));
      expect(given, name).toEqual(expect.arrayContaining([...must]));
    }
    // Every class of the libraries that is called is one whose arguments are known here.
    const called = new Set(calls.map(([name]) => name));
    const others = ['Ridge', 'Differences', 'Trees', 'SparkSession'];
    for (const name of imported)
      if (called.has(name)) expect([...Object.keys(signatures), ...others], name).toContain(name);
  });

  it.each(cases)('of %s takes a series called NA for what it is called', (_, asked) => {
    const { script } = writePythonScript(asked);
    expect(script.split('keep_default_na=False')).toHaveLength(script.split('pd.read_').length);
  });

  it('says which models it leaves out, and pins what it needs', () => {
    const { script, leftOut } = writePythonScript(request);
    expect(leftOut).toEqual([
      ...[
        'pretrained',
        'fine-tuned',
        'log-ets',
        'regression-ets',
        'regression-arima',
        'piecewise-trend',
        'auto',
        'quick',
        'segrnn',
      ],
    ]);
    expect(script).toContain('"statsforecast==2.1.1"');
    expect(script).toContain('left out: pretrained, fine-tuned, log-ets');
    expect(script).toContain('n_windows=ORIGINS, step_size=STEP, level=LEVELS');
  });
});

describe('rhythms in pandas', () => {
  const at = (text: string) => Date.parse(`${text}Z`);
  it.each([
    [{ unit: 'month', every: 1 }, '2020-01-01', 'MS'],
    [{ unit: 'month', every: 2 }, '2020-01-31', '2ME'],
    [{ unit: 'month', every: 1 }, '2020-01-15', null],
    [{ unit: 'week', every: 1 }, '2020-01-06', 'W-MON'],
    [{ unit: 'quarter', every: 1 }, '2020-04-01', 'QS-APR'],
    [{ unit: 'year', every: 1 }, '2019-12-31', 'YE-DEC'],
    [{ unit: 'minute', every: 15 }, '2020-01-01', '15min'],
    [{ unit: 'hour', every: 1 }, '2020-01-01', 'h'],
    [{ unit: 'business-day', every: 1 }, '2020-01-01', 'B'],
    [{ unit: 'row', every: 1 }, '1970-01-01', null],
    [{ unit: 'dekad', every: 1 }, '2020-01-01', null],
  ] as const)('%o from %s is %s', (step, first, alias) => {
    expect(pandasFrequency(step, at(`${first}T00:00`))).toBe(alias);
  });
});
