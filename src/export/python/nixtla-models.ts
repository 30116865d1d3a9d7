/** What the models of a run are called in Nixtla's libraries, and what they are given there. */
import type { ModelId } from '../../forecasters/model-cards.ts';
import type { Settings } from '../../forecasters/settings.ts';

/** A call of a class: what it is called, and its arguments by name, as Python writes them. */
export type PythonCall = { name: string; arguments: Readonly<Record<string, string | number>> };

/** How a model is repeated: the same rule, or a relative of it whose numbers differ. */
export type Counterpart = PythonCall & {
  library: 'statsforecast' | 'mlforecast' | 'neuralforecast';
  /** Whether it gives the same numbers, so that these tell whether the file was read alike. */
  isExact: boolean;
};

type Sizes = Pick<Settings, 'seasonLength' | 'horizonSteps' | 'lookBackSteps' | 'seed' | 'network'> & {
  /** Steps that the network was trained for here. */
  trainingSteps: number;
};

const quote = (text: string) => JSON.stringify(text);

function statistical(
  name: string,
  given: Readonly<Record<string, string | number>> = {},
  isExact = false,
): Counterpart {
  return { library: 'statsforecast', name, arguments: given, isExact };
}

/** What every network is given. */
function network(
  name: string,
  { horizonSteps, lookBackSteps, seed, network: { learningRate }, trainingSteps }: Sizes,
  own: Readonly<Record<string, string | number>> = {},
): Counterpart {
  const common = {
    h: horizonSteps,
    input_size: lookBackSteps,
    max_steps: trainingSteps,
    learning_rate: learningRate,
    scaler_type: quote('standard'),
    random_seed: seed,
  };
  return { library: 'neuralforecast', name, arguments: { ...common, ...own }, isExact: false };
}

function recurrent(name: string, sizes: Sizes): Counterpart {
  const { hiddenSize, layers, dropout } = sizes.network;
  return network(name, sizes, {
    encoder_n_layers: layers,
    encoder_hidden_size: hiddenSize,
    encoder_dropout: layers > 1 ? dropout : 0,
  });
}

function transformer(sizes: Sizes): Counterpart {
  const { hiddenSize, layers, heads, patchLength, dropout } = sizes.network;
  return network('PatchTST', sizes, {
    encoder_layers: layers,
    n_heads: heads,
    hidden_size: hiddenSize,
    patch_len: patchLength,
    dropout,
  });
}

/** Null where the libraries have nothing like it. */
export const counterparts: Record<ModelId, ((sizes: Sizes) => Counterpart) | null> = {
  'seasonal-naive': ({ seasonLength }) => statistical('SeasonalNaive', { season_length: seasonLength }, true),
  pretrained: null,
  'fine-tuned': null,
  naive: () => statistical('Naive', {}, true),
  drift: () => statistical('RandomWalkWithDrift', {}, true),
  mean: () => statistical('HistoricAverage', {}, true),
  'window-average': ({ seasonLength }) => statistical('WindowAverage', { window_size: seasonLength }, true),
  ses: () => statistical('SimpleExponentialSmoothingOptimized'),
  holt: ({ seasonLength }) => statistical('Holt', { season_length: seasonLength }),
  'damped-holt': () => statistical('AutoETS', { season_length: 1, model: quote('AAN'), damped: 'True' }),
  'holt-winters': ({ seasonLength }) =>
    statistical('HoltWinters', { season_length: seasonLength, error_type: quote('M') }),
  ets: ({ seasonLength }) => statistical('AutoETS', { season_length: seasonLength }),
  'log-ets': null,
  theta: ({ seasonLength }) => statistical('Theta', { season_length: seasonLength }),
  'dynamic-theta': ({ seasonLength }) => statistical('DynamicTheta', { season_length: seasonLength }),
  arima: ({ seasonLength }) => statistical('AutoARIMA', { season_length: seasonLength }),
  'regression-ets': null,
  'regression-arima': null,
  mstl: ({ seasonLength }) => statistical('MSTL', { season_length: `[${seasonLength}]` }),
  croston: () => statistical('CrostonSBA'),
  tsb: () => statistical('TSB', { alpha_d: 0.1, alpha_p: 0.1 }),
  adida: () => statistical('ADIDA'),
  ridge: () => ({ library: 'mlforecast', name: 'Ridge', arguments: {}, isExact: false }),
  'piecewise-trend': null,
  auto: null,
  quick: null,
  lstm: (sizes) => recurrent('LSTM', sizes),
  transformer,
  nlinear: (sizes) => network('NLinear', sizes),
  dlinear: (sizes) => network('DLinear', sizes),
  gru: (sizes) => recurrent('GRU', sizes),
  rnn: (sizes) => recurrent('RNN', sizes),
  segrnn: null,
  'n-hits': (sizes) => network('NHITS', sizes),
  tide: (sizes) => network('TiDE', sizes, { hidden_size: sizes.network.hiddenSize, dropout: sizes.network.dropout }),
  patchtst: transformer,
  tcn: (sizes) => network('TCN', sizes, { encoder_hidden_size: sizes.network.hiddenSize }),
};

/** Versions whose signatures these are. */
export const versions = {
  statsforecast: '2.1.1',
  mlforecast: '1.1.0',
  neuralforecast: '3.3.0',
  fugue: '0.9.7',
  pyspark: '4.3.0',
  ray: '2.60.0',
  dask: '2026.8.0',
  lightgbm: '4.7.0',
} as const;
