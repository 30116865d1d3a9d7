import type { SavedModel } from '../../../../export/model/model-file.ts';
import type { Round } from '../../../../federation/round.ts';
import { timeAt } from '../../../../series/calendar.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { useForecast } from '../context.ts';
import { describeData } from '../take-away/describe-model.ts';
import takeAway from '../take-away/take-away.module.css';
import type { ShopsWords } from './words/shops-words.ts';

/** Forecasts the data shown by the weights of a round, with a head of this shop's own. */
export function UseHere({ words, data, round }: { words: ShopsWords; data: LoadedSeries; round: Round }) {
  const { say } = words;
  const isBusy = useForecast(({ shops }) => shops.work.state === 'running');
  const fitOwnHead = useForecast((state) => state.fitOwnHead);
  const deployModel = useForecast((state) => state.deployModel);
  const use = async () => {
    const learning = await fitOwnHead();
    if (!learning) return;
    const { plan, shops } = round;
    const { points, trained } = learning;
    const { series, source } = data;
    const others = Math.max(1, shops.length - 1);
    const own: SavedModel['about'] = {
      ...describeData(data),
      data: say('shops.data', { data: source.name, count: others }),
      points,
      lastMs: timeAt(series.firstMs, series.step, points - 1),
      mae: null,
      maeRatioToNaive: null,
      savedAtMs: Date.now(),
      shops: { file: source.name, others },
    };
    deployModel({ model: plan.model, settings: plan.settings, trained, about: own });
  };
  return (
    <div className={takeAway.way}>
      <button
        className={controls.button}
        type="button"
        data-testid="shops-use"
        disabled={isBusy}
        onClick={() => void use()}
      >
        {say('shops.use')}
      </button>
      <p className={takeAway.about}>{say('shops.use-why')}</p>
    </div>
  );
}
