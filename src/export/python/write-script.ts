/** A run as a Python script with Nixtla's libraries: on one machine, or on Spark, Ray or Dask. */
import type { ModelId } from '../../forecasters/model-cards.ts';
import type { Settings } from '../../forecasters/settings.ts';
import { type Counterpart, counterparts, versions } from './nixtla-models.ts';

/** How pandas is to read the file. */
export type PandasReading =
  | { kind: 'text'; delimiter: string; encoding: string; decimalMark: string; quote: string; headerRow: number | null }
  | { kind: 'sheet'; sheet: string | null; headerRow: number | null }
  /** The file has a form that pandas does not read alike: the repaired series, as the page saves them. */
  | { kind: 'repaired' };

/** A row to compare with: what the page forecast. */
export type CheckRow = { uniqueId: string; ds: string | number; model: ModelId; yhat: number };

export type ScriptRequest = {
  dataName: string;
  reading: PandasReading;
  columns: { time: string | null; ids: readonly string[]; targets: readonly string[] };
  dates: { isDayFirst: boolean };
  /** As pandas names it; null counts the points instead. */
  frequency: string | null;
  /** What becomes of rows of one date, and of points without one. */
  duplicates: 'sum' | 'mean' | 'last';
  gaps: 'linear' | 'zero';
  /** The last point that was learnt from; null for numbered rows. */
  last: string | null;
  settings: Settings;
  /** Of the test. */
  origins: { count: number; step: number };
  /** In percent. */
  levels: readonly number[];
  models: readonly { model: ModelId; trainingSteps: number }[];
  check: readonly CheckRow[];
};

const text = (value: string | null) => (value === null ? 'None' : JSON.stringify(value));
const list = (values: readonly string[]) => `[${values.map(text).join(', ')}]`;
const truth = (value: boolean) => (value ? 'True' : 'False');

function writeCall({ name, arguments: given }: Counterpart, alias: string): string {
  const all = { ...given, ...(name === 'Ridge' ? {} : { alias: JSON.stringify(alias) }) };
  const parts = Object.entries(all).map(([key, value]) => `${key}=${value}`);
  return `${name}(${parts.join(', ')})`;
}

/** What models are called in the columns of the results: as the page calls them, in letters that a column may have. */
function aliasOf(model: ModelId): string {
  return model.replaceAll('-', '_');
}

function writeReading(reading: PandasReading): string[] {
  switch (reading.kind) {
    case 'text': {
      const { delimiter, encoding, decimalMark, quote, headerRow } = reading;
      return [
        '    frame = pd.read_csv(',
        `        path, sep=${text(delimiter)}, encoding=${text(encoding)}, decimal=${text(decimalMark)}, quotechar=${text(quote)},`,
        `        header=${headerRow ?? 'None'}, dtype=str, keep_default_na=False, skip_blank_lines=True,`,
        '    )',
      ];
    }
    case 'sheet':
      return [
        `    frame = pd.read_excel(path, sheet_name=${reading.sheet === null ? '0' : text(reading.sheet)}, header=${reading.headerRow ?? 'None'}, dtype=str, keep_default_na=False)`,
      ];
    case 'repaired':
      return [
        '    # Save the series as they were repaired on the page: their file has unique_id, ds and y.',
        '    frame = pd.read_csv(path, dtype=str, keep_default_na=False)',
      ];
  }
}

const decimalOf = (reading: PandasReading) => (reading.kind === 'text' ? reading.decimalMark : '.');

/** Lines of models of one library, none where it has none. */
function writeModels(
  found: readonly { alias: string; call: Counterpart }[],
  library: Counterpart['library'],
): string[] {
  return found
    .filter(({ call }) => call.library === library)
    .map(({ alias, call }) => `        ${writeCall(call, alias)},`);
}

function namesOf(found: readonly { call: Counterpart }[], library: Counterpart['library']): string[] {
  return [...new Set(found.filter(({ call }) => call.library === library).map(({ call }) => call.name))].sort();
}

function writeCheck(check: readonly CheckRow[]): string[] {
  const cell = (value: string | number) =>
    typeof value === 'string' && /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : String(value);
  const known = check.filter(({ model }) => counterparts[model] !== null);
  const rows = known.map(({ uniqueId, ds, model, yhat }) => [cell(uniqueId), cell(ds), aliasOf(model), yhat].join(','));
  return ['unique_id,ds,model,yhat', ...rows];
}

/** @returns the script, and the models that it has to leave out */
export function writePythonScript(request: ScriptRequest): { script: string; leftOut: ModelId[] } {
  const { settings, columns, reading, origins, levels, models, dataName } = request;
  const found = models.flatMap(({ model, trainingSteps }) => {
    const call = counterparts[model]?.({ ...settings, trainingSteps });
    return call ? [{ alias: aliasOf(model), call }] : [];
  });
  const leftOut = models.flatMap(({ model }) => (counterparts[model] ? [] : [model]));
  const statistical = writeModels(found, 'statsforecast');
  const networks = writeModels(found, 'neuralforecast');
  const hasMl = found.some(({ call }) => call.library === 'mlforecast');
  const exact = found.flatMap(({ alias, call }) => (call.isExact ? [alias] : []));
  const needs = [
    `statsforecast==${versions.statsforecast}`,
    ...(hasMl ? [`mlforecast==${versions.mlforecast}`, 'scikit-learn'] : []),
    ...(networks.length > 0 ? [`neuralforecast==${versions.neuralforecast}`] : []),
    ...(reading.kind === 'sheet' ? ['openpyxl'] : []),
  ];
  const lags = [...new Set([1, 2, 3, settings.seasonLength])].sort((a, b) => a - b);
  const lines = [
    '# /// script',
    '# requires-python = ">=3.10"',
    '# dependencies = [',
    ...needs.map((need) => `#   ${JSON.stringify(need)},`),
    '# ]',
    '# ///',
    `"""Repeats a forecast of Dropcast with statsforecast${hasMl ? ', mlforecast' : ''}${networks.length > 0 ? ', neuralforecast' : ''}.`,
    '',
    'On this machine:      python FILE.py DATA',
    'Bigger:               python FILE.py DATA --engine spark   (or ray, dask), for which also install',
    `    "fugue[spark]==${versions.fugue}" "pyspark==${versions.pyspark}", "fugue[ray]==${versions.fugue}" "ray==${versions.ray}",`,
    `    or "fugue[dask]==${versions.fugue}" "dask[complete]==${versions.dask}"${hasMl ? `; and "lightgbm==${versions.lightgbm}"` : ''}. Ray needs Python below 3.14, and not Windows.`,
    '',
    'The same rules give the same numbers, which tells that the file was read alike: see the check at the end.',
    'Other models are relatives of those of the page: compare their errors, not their values.',
    ...(leftOut.length > 0 ? [`Without a counterpart there, and left out: ${leftOut.join(', ')}.`] : []),
    '"""',
    '',
    'import argparse',
    'import io',
    'import os',
    '',
    'import numpy as np',
    'import pandas as pd',
    '',
    `DATA = ${text(dataName)}`,
    `TIME = ${text(columns.time)}`,
    `IDS = ${list(columns.ids)}`,
    `TARGETS = ${list(columns.targets)}`,
    `FREQ = ${request.frequency === null ? '1' : text(request.frequency)}`,
    `LAST = ${text(request.last)}`,
    `HORIZON = ${settings.horizonSteps}`,
    `SEASON = ${settings.seasonLength}`,
    `LEVELS = [${levels.join(', ')}]`,
    `ORIGINS = ${origins.count}`,
    `STEP = ${origins.step}`,
    `EXACT = ${list(exact)}`,
    '',
    '# What the page forecast.',
    'CHECK = (',
    ...writeCheck(request.check).map((row) => `    ${text(`${row}\n`)}`),
    ')',
    '',
    '',
    'def read(path):',
    '    """The file as unique_id, ds, y: one row a point, on a regular rhythm."""',
    ...writeReading(reading),
    ...(reading.kind === 'repaired'
      ? ['    frame["y"] = numbers(frame["y"])']
      : [
          '    frame.columns = [str(name).strip() for name in frame.columns]',
          '    ids = frame[IDS].astype(str).agg(" · ".join, axis=1) if IDS else pd.Series("", index=frame.index)',
          '    parts = []',
          '    for target in TARGETS:',
          '        name = ids if len(TARGETS) == 1 and IDS else ids.map(lambda id: f"{id} · {target}" if id else target)',
          '        ds = frame[TIME] if TIME else pd.RangeIndex(1, len(frame) + 1)',
          '        parts.append(pd.DataFrame({"unique_id": name, "ds": ds, "y": numbers(frame[target])}))',
          '    frame = pd.concat(parts, ignore_index=True)',
        ]),
    ...(request.frequency === null
      ? ['    frame["ds"] = frame.groupby("unique_id").cumcount() + 1']
      : [`    frame["ds"] = pd.to_datetime(frame["ds"], format="mixed", dayfirst=${truth(request.dates.isDayFirst)})`]),
    '    frame = frame.dropna(subset=["ds", "y"])',
    ...(request.frequency === null || request.last === null
      ? []
      : ['    frame = frame[frame["ds"] <= pd.Timestamp(LAST)]']),
    `    frame = frame.groupby(["unique_id", "ds"], as_index=False)["y"].agg(${text(request.duplicates)})`,
    ...(request.frequency === null
      ? ['    return frame']
      : [
          '    whole = []',
          '    for name, own in frame.groupby("unique_id"):',
          '        own = own.set_index("ds")["y"].asfreq(FREQ)',
          request.gaps === 'zero' ? '        own = own.fillna(0.0)' : '        own = own.interpolate()',
          '        whole.append(pd.DataFrame({"unique_id": name, "ds": own.index, "y": own.to_numpy()}))',
          '    return pd.concat(whole, ignore_index=True)',
        ]),
    '',
    '',
    'def numbers(column):',
    '    """Cells as numbers, without what stands beside the digits."""',
    `    cells = column.astype(str).str.replace(r"[^0-9${decimalOf(reading) === ',' ? ',' : '.'}eE+-]", "", regex=True)`,
    ...(decimalOf(reading) === ',' ? ['    cells = cells.str.replace(",", ".", regex=False)'] : []),
    '    return pd.to_numeric(cells, errors="coerce")',
    '',
    '',
    'def to_engine(frame, engine):',
    '    if engine == "spark":',
    '        from pyspark.sql import SparkSession',
    '',
    '        return SparkSession.builder.getOrCreate().createDataFrame(frame)',
    '    if engine == "ray":',
    '        import ray',
    '',
    '        ray.init(ignore_reinit_error=True)',
    '        return ray.data.from_pandas(frame)',
    '    if engine == "dask":',
    '        import dask.dataframe as dd',
    '',
    '        return dd.from_pandas(frame, npartitions=os.cpu_count() or 1)',
    '    return frame',
    '',
    '',
    'def to_pandas(frame):',
    '    for name in ("toPandas", "to_pandas", "compute"):',
    '        if hasattr(frame, name):',
    '            return getattr(frame, name)()',
    '    return frame',
    '',
    '',
    'def run_statistical(frame, engine):',
    '    from statsforecast import StatsForecast',
    ...namesOf(found, 'statsforecast').map((name) => `    from statsforecast.models import ${name}`),
    '',
    '    models = [',
    ...statistical,
    '    ]',
    '    given = to_engine(frame, engine)',
    '    tested = StatsForecast(models=models, freq=FREQ).cross_validation(',
    '        df=given, h=HORIZON, n_windows=ORIGINS, step_size=STEP, level=LEVELS',
    '    )',
    '    ahead = StatsForecast(models=models, freq=FREQ).forecast(df=given, h=HORIZON, level=LEVELS)',
    '    return to_pandas(tested), to_pandas(ahead)',
    '',
    '',
    ...(hasMl
      ? [
          'def run_regression(frame, engine):',
          '    if engine == "local":',
          '        from mlforecast import MLForecast',
          '        from mlforecast.target_transforms import Differences',
          '        from sklearn.linear_model import Ridge',
          '',
          '        model = MLForecast(',
          `            models={"ridge": Ridge()}, freq=FREQ, lags=[${lags.join(', ')}], target_transforms=[Differences([SEASON])]`,
          '        )',
          '        tested = model.cross_validation(df=frame, n_windows=ORIGINS, h=HORIZON, step_size=STEP)',
          '        return tested, model.fit(frame).predict(HORIZON)',
          '    # A linear model is not to be had there: trees on the same lags.',
          '    from mlforecast.distributed import DistributedMLForecast',
          '',
          '    if engine == "spark":',
          '        from mlforecast.distributed.models.spark.lgb import SparkLGBMForecast as Trees',
          '    elif engine == "ray":',
          '        from mlforecast.distributed.models.ray.lgb import RayLGBMForecast as Trees',
          '    else:',
          '        from mlforecast.distributed.models.dask.lgb import DaskLGBMForecast as Trees',
          `    model = DistributedMLForecast(models={"ridge": Trees()}, freq=FREQ, lags=[${lags.join(', ')}])`,
          '    given = to_engine(frame, engine)',
          '    tested = model.cross_validation(given, n_windows=ORIGINS, h=HORIZON, step_size=STEP)',
          '    return to_pandas(tested), to_pandas(model.fit(given).predict(HORIZON))',
          '',
          '',
        ]
      : []),
    ...(networks.length > 0
      ? [
          'def run_networks(frame):',
          '    """On this machine whatever the engine: one network learns from all series."""',
          '    from neuralforecast import NeuralForecast',
          ...namesOf(found, 'neuralforecast').map((name) => `    from neuralforecast.models import ${name}`),
          '',
          '    models = [',
          ...networks,
          '    ]',
          '    tested = NeuralForecast(models=models, freq=FREQ).cross_validation(',
          '        df=frame, n_windows=ORIGINS, step_size=STEP',
          '    )',
          '    final = NeuralForecast(models=models, freq=FREQ)',
          '    final.fit(df=frame)',
          '    return tested, final.predict()',
          '',
          '',
        ]
      : []),
    'def measure(tested, frame):',
    '    """Errors by model: over all series and origins together, MASE over the mean of the series."""',
    '    rows = []',
    '    for model in names_in(tested):',
    '        away = tested[model] - tested["y"]',
    '        size = (tested[model].abs() + tested["y"].abs()) / 2',
    '        each = []',
    '        for name, own in tested.groupby("unique_id"):',
    '            past = frame[(frame["unique_id"] == name) & (frame["ds"] <= own["cutoff"].min())]["y"].to_numpy()',
    '            scale = np.abs(past[SEASON:] - past[:-SEASON]).mean() if len(past) > SEASON else np.nan',
    '            each.append(np.abs(own[model] - own["y"]).mean() / scale if scale else np.nan)',
    '        rows.append(',
    '            {',
    '                "model": model,',
    '                "mae": away.abs().mean(),',
    '                "rmse": np.sqrt((away**2).mean()),',
    '                "bias": away.mean(),',
    '                "smape": 100 * (away.abs() / size.where(size > 0)).fillna(0).mean(),',
    '                "mase": np.nanmean(each),',
    '            }',
    '        )',
    '    return pd.DataFrame(rows).sort_values("mae")',
    '',
    '',
    'def names_in(frame):',
    '    known = {"unique_id", "ds", "cutoff", "y"}',
    '    return [name for name in frame.columns if name not in known and "-lo-" not in name and "-hi-" not in name]',
    '',
    '',
    'def compare(ahead):',
    '    """The page\'s forecasts beside these."""',
    '    check = pd.read_csv(io.StringIO(CHECK), dtype={"unique_id": str, "ds": str}, keep_default_na=False)',
    '    check["ds"] = check["ds"].astype(int) if FREQ == 1 else pd.to_datetime(check["ds"])',
    '    own = ahead.melt(id_vars=["unique_id", "ds"], value_vars=names_in(ahead), var_name="model", value_name="here")',
    '    both = check.merge(own, on=["unique_id", "ds", "model"], how="left")',
    '    both["off"] = (both["here"] - both["yhat"]).abs() / both["yhat"].abs().clip(lower=1e-9)',
    '    for model, part in both.groupby("model"):',
    '        most = part["off"].max()',
    '        if model not in EXACT:',
    '            print(f"{model}: a relative of the page\'s, {most:.1%} away at most")',
    '        elif part["here"].notna().all() and most < 1e-4:',
    '            print(f"{model}: the same")',
    '        else:',
    '            print(f"{model}: NOT the same, so the file was read otherwise than on the page")',
    '    return both',
    '',
    '',
    'def main():',
    '    parser = argparse.ArgumentParser()',
    '    parser.add_argument("data", nargs="?", default=DATA)',
    '    parser.add_argument("--engine", choices=["local", "spark", "ray", "dask"], default="local")',
    '    asked = parser.parse_args()',
    '    frame = read(asked.data)',
    '    frame["unique_id"] = frame["unique_id"].astype(str)',
    '    size = frame.groupby("unique_id")["y"].transform("size")',
    '    is_long = size > HORIZON + (ORIGINS - 1) * STEP + 1',
    '    if not is_long.all():',
    '        print("Left out, too short to test:", ", ".join(frame[~is_long]["unique_id"].unique()))',
    '    frame = frame[is_long].reset_index(drop=True)',
    '    tested, ahead = run_statistical(frame, asked.engine)',
    '    others = []',
    ...(hasMl ? ['    others.append(run_regression(frame, asked.engine))'] : []),
    ...(networks.length > 0 ? ['    others.append(run_networks(frame))'] : []),
    '    for more_tested, more_ahead in others:',
    '        tested = tested.merge(more_tested.drop(columns="y"), on=["unique_id", "ds", "cutoff"])',
    '        ahead = ahead.merge(more_ahead, on=["unique_id", "ds"])',
    '    ahead.to_csv("forecast.csv", index=False)',
    '    print(measure(tested, frame).to_string(index=False))',
    '    compare(ahead).to_csv("check.csv", index=False)',
    '',
    '',
    'if __name__ == "__main__":',
    '    main()',
  ];
  return { script: `${lines.join('\n')}\n`, leftOut };
}
