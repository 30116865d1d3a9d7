/** How the forecasts made earlier in this session did, now that a later file says what came. */
import { saySpan } from '../../../i18n/dates.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { FileBrief } from '../inputs.ts';
import { useAllSeries } from './context.ts';
import { allSeriesWords } from './words/all-series-words.ts';

export function CameOf({ file }: { file: FileBrief }) {
  const words = useWords(allSeriesWords);
  const { say, percent } = words;
  const came = useAllSeries((state) => state.cameOf);
  const dismiss = useAllSeries((state) => state.dismissCameOf);
  if (!came || !file.step) return null;
  const { all, overridden, series, dataName } = came;
  const said = [
    say('all.came', {
      span: saySpan(words, came.steps, file.step),
      file: dataName,
      model: percent(all.model ?? 0),
      naive: percent(all.naive ?? 0),
    }),
  ];
  const gain = overridden.plannedOverModel;
  if (gain !== null && overridden.planned !== null && overridden.model !== null) {
    const numbers = {
      count: series.overridden,
      planned: percent(overridden.planned),
      model: percent(overridden.model),
    };
    said.push(say(gain > 0 ? 'all.came.better' : gain < 0 ? 'all.came.worse' : 'all.came.same', numbers));
  }
  return (
    <div
      className={controls.calm}
      role="status"
      data-testid="all-value-added"
      data-model={all.model ?? ''}
      data-naive={all.naive ?? ''}
      data-planned={overridden.planned ?? ''}
      data-gain={gain ?? ''}
    >
      <p>{words.sentences(said)}</p>
      <button className={controls.link} type="button" onClick={dismiss}>
        {say('all.close')}
      </button>
    </div>
  );
}
