import { saySpan } from '../../../i18n/dates.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import type { FileBrief } from '../inputs.ts';
import type { CameOf as CameOfPlan } from '../state/earlier-plan.ts';
import { useAllSeries } from './context.ts';
import { type AllSeriesWords, allSeriesWords } from './words/all-series-words.ts';

function sayCame(words: AllSeriesWords, came: CameOfPlan, step: NonNullable<FileBrief['step']>): string {
  const { say, percent } = words;
  const { all, overridden, series, dataName, score } = came;
  const said = [
    say('all.came', {
      span: saySpan(words, came.steps, step),
      file: dataName,
      model: percent(all.model ?? 0),
      naive: percent(all.naive ?? 0),
    }),
    ...(score.banded > 0 ? [say('all.came.band', { inside: score.inside80, count: score.banded })] : []),
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
  return words.sentences(said);
}

/**
 * What came of the forecasts of an earlier file.
 *
 * @param isPart whether it is a part of what is said of the newer file; a notice by itself where absent
 */
export function CameOf({ file, isPart = false }: { file: FileBrief; isPart?: boolean }) {
  const words = useWords(allSeriesWords);
  const came = useAllSeries((state) => state.cameOf);
  const dismiss = useAllSeries((state) => state.dismissCameOf);
  if (!came || !file.step) return null;
  const { all, overridden, score } = came;
  const given = {
    'data-testid': 'all-value-added',
    'data-model': all.model ?? '',
    'data-naive': all.naive ?? '',
    'data-planned': overridden.planned ?? '',
    'data-gain': overridden.plannedOverModel ?? '',
    'data-inside': score.inside80,
    'data-points': score.points,
  };
  const said = sayCame(words, came, file.step);
  if (isPart) return <p {...given}>{said}</p>;
  return (
    <div className={controls.calm} role="status" {...given}>
      <p>{said}</p>
      <button className={controls.link} type="button" onClick={dismiss}>
        {words.say('all.close')}
      </button>
    </div>
  );
}
