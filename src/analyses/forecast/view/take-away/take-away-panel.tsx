import { useEffect, useId, useState } from 'react';
import { rankResults } from '../../../../evaluation/ranking.ts';
import { baseName, downloadBlob } from '../../../../export/download.ts';
import type { SavedModel } from '../../../../export/model/model-file.ts';
import { hasOnnx } from '../../../../export/onnx/network-graph.ts';
import { isNetwork } from '../../../../forecasters/model-cards.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { latePart } from '../../../../ui/shell/late-part.tsx';
import { Select } from '../../../../ui/shell/select.tsx';
import { isUnderWay } from '../../state/shops.ts';
import { useForecast } from '../context.ts';
import { savedModels } from './describe-model.ts';
import { describeScript } from './describe-script.ts';
import { saveModel, saveOnnx } from './save-model.ts';
import { Smaller } from './smaller.tsx';
import styles from './take-away.module.css';
import type { TakeAwayProps } from './take-away.tsx';
import { type TakeAwayWords, takeAwayWords } from './words/take-away-words.ts';

/** Other series of the file by which the script is checked, beside the one shown. */
const othersChecked = 2;

/** Why there is no network to take away. */
function reasonOf({ results }: TakeAwayProps['work']): 'away.none' | 'away.beside' | 'away.earlier' {
  const networks = results.filter(({ model }) => isNetwork(model));
  if (networks.length === 0) return 'away.none';
  return networks.some(({ trained }) => trained === undefined) ? 'away.earlier' : 'away.beside';
}

type NetworksProps = {
  words: TakeAwayWords;
  saved: readonly SavedModel[];
  first: string;
  /** Whether trials say something of these weights: not where they were brought along, as a trial trains anew on this data. */
  canShrink: boolean;
};

function Networks({ words, saved, first, canShrink }: NetworksProps) {
  const { say } = words;
  const id = useId();
  const [chosen, setChosen] = useState<string>(first);
  const [hasFailed, setFailed] = useState(false);
  const own = saved.find(({ model }) => model === chosen) ?? saved[0];
  const run = (save: (words: TakeAwayWords, saved: SavedModel) => void) => () => {
    setFailed(false);
    try {
      save(words, own);
    } catch {
      setFailed(true);
    }
  };
  const isOnnx = hasOnnx(own.model);
  return (
    <>
      {saved.length > 1 && (
        <label className={styles.field} htmlFor={id}>
          {say('away.which')}
          <Select
            id={id}
            data-testid="away-network"
            value={own.model}
            options={saved.map(({ model }) => ({ value: model, label: say(`model.${model}`) }))}
            onChoose={setChosen}
          />
        </label>
      )}
      <div className={styles.way}>
        <button className={controls.primary} type="button" data-testid="save-model" onClick={run(saveModel)}>
          {say('away.save-model')}
        </button>
        <p className={styles.about}>{say('away.model-use')}</p>
      </div>
      <div className={styles.way}>
        <button
          className={controls.button}
          type="button"
          data-testid="save-onnx"
          disabled={!isOnnx}
          onClick={run(saveOnnx)}
        >
          {say('away.save-onnx')}
        </button>
        <p className={styles.about}>
          {isOnnx ? say('away.onnx-use', { count: own.settings.lookBackSteps }) : say('away.no-onnx')}
        </p>
      </div>
      {hasFailed && <p role="alert">{say('away.failed')}</p>}
      {canShrink && <Smaller key={own.model} words={words} saved={own} />}
    </>
  );
}

/** The network that was trained ahead as a file for other programs. */
function Pretrained({ words, data, work }: { words: TakeAwayWords } & Pick<TakeAwayProps, 'data' | 'work'>) {
  const { say } = words;
  const writeOnnx = useForecast((state) => state.writeOnnx);
  const [said, setSaid] = useState('');
  const { settings } = work;
  const save = async () => {
    setSaid('');
    const { series, source } = data;
    const about = say('away.pretrained-about', { horizon: settings.horizonSteps, season: settings.seasonLength });
    const metadata = { data: source.name, series: series.uniqueId, step: JSON.stringify(series.step) };
    const bytes = await writeOnnx({ settings, about, metadata });
    if (bytes) downloadBlob(`${baseName(source.name)}-pretrained.onnx`, new Blob([bytes]));
    else setSaid(say('away.two-ways'));
  };
  return (
    <section className={styles.part}>
      <h2>{say('away.pretrained')}</h2>
      <div className={styles.way}>
        <button
          className={controls.button}
          type="button"
          data-testid="save-pretrained-onnx"
          onClick={() => save().catch(() => setSaid(say('away.failed')))}
        >
          {say('away.save-onnx')}
        </button>
        <p className={styles.about} role="status">
          {said === ''
            ? say('away.pretrained-use', { season: settings.seasonLength, horizon: settings.horizonSteps })
            : said}
        </p>
      </div>
    </section>
  );
}

function Script({ words, data, work }: { words: TakeAwayWords } & Pick<TakeAwayProps, 'data' | 'work'>) {
  const { say } = words;
  const naiveOfOthers = useForecast((state) => state.naiveOfOthers);
  const [said, setSaid] = useState('');
  const save = async () => {
    const others = await naiveOfOthers(othersChecked, work.settings);
    const { writePythonScript } = await import('../../../../export/python/write-script.ts');
    const request = describeScript(data, work, others);
    const { script, leftOut } = writePythonScript(request);
    downloadBlob(`${baseName(data.source.name)}-forecast.py`, new Blob([script], { type: 'text/x-python' }));
    const models = words.list(leftOut.map((model) => say(`model.${model}`)));
    setSaid(
      words.sentences([
        ...(leftOut.length > 0 ? [say('away.left-out', { models })] : []),
        ...(request.reading.kind === 'repaired' ? [say('away.repaired')] : []),
      ]),
    );
  };
  return (
    <section className={styles.part}>
      <h2>{say('away.python')}</h2>
      <p className={styles.about}>{say('away.python-why')}</p>
      <div className={styles.way}>
        <button
          className={controls.button}
          type="button"
          data-testid="save-python"
          onClick={() => save().catch(() => setSaid(say('away.failed')))}
        >
          {say('away.save-python')}
        </button>
        <p className={styles.about} role="status">
          {said}
        </p>
      </div>
    </section>
  );
}

const ShopsBody = latePart(async () => (await import('../shops/shops-body.tsx')).ShopsBody);

function Shops({ words, data, work }: { words: TakeAwayWords } & Pick<TakeAwayProps, 'data' | 'work'>) {
  const { say } = words;
  const isBegun = useForecast(({ shops }) => isUnderWay(shops) || shops.unread.length > 0);
  const isAsked = useForecast(({ shops }) => shops.isAsked);
  const [isOpen, setOpen] = useState(isBegun || isAsked);
  const seeShops = useForecast((state) => state.seeShops);
  useEffect(() => {
    if (!isAsked) return;
    setOpen(true);
    seeShops();
  }, [isAsked, seeShops]);
  return (
    <details className={styles.smaller} open={isOpen} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary data-testid="shops">
        {say('away.shops')} <span>{say('away.shops-hint')}</span>
      </summary>
      {isOpen && <ShopsBody label={say('away.shops')} data={data} work={work} />}
    </details>
  );
}

/** What the menu opens. */
export function TakeAwayPanel({ data, work, recommendation }: TakeAwayProps) {
  const words = useWords(takeAwayWords);
  const { say } = words;
  const [openedMs] = useState(Date.now);
  const saved = savedModels(data, work, openedMs);
  const best = rankResults(work.results, 'mae').find(({ model }) => saved.some((one) => one.model === model))?.model;
  const taken = recommendation.result.model;
  const first = saved.some(({ model }) => model === taken) ? taken : (best ?? '');
  return (
    <div className={styles.parts}>
      <section className={styles.part}>
        <h2>{say('away.model')}</h2>
        {saved.length > 0 ? (
          <>
            <p className={styles.about}>{say('away.model-why')}</p>
            <Networks words={words} saved={saved} first={first} canShrink={!work.deployed} />
          </>
        ) : (
          <p className={styles.about} data-testid="away-reason">
            {say(reasonOf(work))}
          </p>
        )}
        <Shops words={words} data={data} work={work} />
      </section>
      {work.results.some(({ model }) => model === 'pretrained') && <Pretrained words={words} data={data} work={work} />}
      <Script words={words} data={data} work={work} />
    </div>
  );
}
