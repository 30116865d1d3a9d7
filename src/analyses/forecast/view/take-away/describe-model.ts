/** A network of a run as it is saved, and in words. */
import type { ModelResult } from '../../../../evaluation/results.ts';
import type { ModelAbout, SavedModel } from '../../../../export/model/model-file.ts';
import { quantileLevels } from '../../../../forecasters/forecaster.ts';
import { isNetwork } from '../../../../forecasters/model-cards.ts';
import { countTrained } from '../../../../forecasters/trained-network.ts';
import { sayRhythm, sayTime } from '../../../../i18n/dates.ts';
import { timeAt } from '../../../../series/calendar.ts';
import type { LoadedSeries } from '../../../../session/loaded-series.ts';
import type { Work } from '../../state/run.ts';
import type { TakeAwayWords } from './words/take-away-words.ts';

/** The networks of a run that can be saved. */
export function savedModels(data: LoadedSeries, work: Work, nowMs: number): SavedModel[] {
  return work.results.flatMap((result): SavedModel[] => {
    const { model, trained } = result;
    if (!trained || !isNetwork(model)) return [];
    // A network that was opened here and saved again has still learnt from what it learnt from.
    const about =
      work.deployed?.model === model ? testedHere(work.deployed.about, data, result) : aboutOf(data, result, nowMs);
    return [{ model, settings: work.settings, trained, about }];
  });
}

/** What shops learnt together was not tested where it was learnt; what it is used on first tests it, as that did not learn from its end. */
function testedHere(
  about: ModelAbout,
  { source }: Pick<LoadedSeries, 'source'>,
  { metrics, maeRatioToNaive }: ModelResult,
) {
  if (about.mae !== null || about.shops?.file !== source.name) return about;
  return { ...about, mae: metrics.mae, maeRatioToNaive };
}

/** What is told of the data, whatever was learnt from it. */
export function describeData({
  series,
  choice,
  profile,
  source,
  uniqueId,
}: LoadedSeries): Pick<ModelAbout, 'data' | 'series' | 'columns' | 'step' | 'firstMs'> {
  const nameOf = (at: number) => profile.columns[at]?.name ?? '';
  const ids = choice.idColumns.map(nameOf);
  const isNamed = ids.length > 0 || choice.targetColumns.length > 1;
  const several = choice.targetColumns.length > 1 && ids.length === 0;
  return {
    data: source.name,
    series: isNamed ? uniqueId : null,
    columns: {
      time: choice.timeColumn === null ? null : nameOf(choice.timeColumn),
      ids,
      target: several ? (uniqueId ?? '') : nameOf(choice.targetColumns[0]),
    },
    step: series.step,
    firstMs: series.firstMs,
  };
}

function aboutOf(data: LoadedSeries, { metrics, maeRatioToNaive }: ModelResult, nowMs: number): ModelAbout {
  const { series } = data;
  return {
    ...describeData(data),
    points: series.length,
    lastMs: timeAt(series.firstMs, series.step, series.length - 1),
    mae: metrics.mae,
    maeRatioToNaive,
    savedAtMs: nowMs,
  };
}

/** What a model is, learnt from, is good for and is not, as Markdown. */
export function writeModelCard(words: TakeAwayWords, { model, settings, trained, about }: SavedModel): string {
  const { say, number, sentences } = words;
  const { lookBackSteps, horizonSteps, network } = settings;
  const { columns, step, mae, maeRatioToNaive: ratio } = about;
  const name = say(`model.${model}`);
  const rhythm = sayRhythm(words, step);
  const members = trained.members.length;
  const isTested = mae !== null && ratio !== null;
  const sections: [title: string, paragraphs: string[]][] = [
    [
      say('card.what'),
      [
        sentences([
          say('card.what-text', {
            model: name,
            weights: say('count.parameters', { count: countTrained(trained) }),
            lookBack: lookBackSteps,
            horizon: horizonSteps,
          }),
          ...(members > 1 ? [say('card.members', { count: members })] : []),
        ]),
      ],
    ],
    [
      say('card.learnt'),
      [
        sentences([
          say('card.learnt-text', {
            data: about.data,
            target: columns.target,
            points: say('count.points', { count: about.points }),
            rhythm,
            first: sayTime(words, about.firstMs, step),
            last: sayTime(words, about.lastMs, step),
          }),
          ...(about.series !== null && columns.ids.length > 0
            ? [say('card.series', { series: about.series, ids: words.list([...columns.ids]) })]
            : []),
        ]),
      ],
    ],
    [
      say('card.error'),
      [
        isTested
          ? sentences([
              say('card.error-text', { mae: number(mae), ratio: number(ratio, 2) }),
              say(ratio < 1 ? 'card.better' : 'card.worse'),
            ])
          : say('card.error-none'),
        ...(isTested
          ? [about.shops ? say('card.error-shops', { data: about.shops.file }) : say('card.error-after')]
          : []),
      ],
    ],
    [
      say('card.not'),
      [
        [
          say('card.not-rhythm', { rhythm }),
          say('card.not-shorter', { lookBack: lookBackSteps }),
          say('card.not-new'),
          say('card.not-cause'),
          say('card.not-alone'),
        ]
          .map((line) => `- ${line}`)
          .join('\n'),
      ],
    ],
    [
      say('card.use'),
      [
        say('card.use-page'),
        say('card.use-weights'),
        sentences([
          say('card.use-onnx', { lookBack: lookBackSteps, horizon: horizonSteps }),
          ...(network.loss === 'pinball'
            ? [
                say('card.use-quantiles', {
                  horizon: horizonSteps,
                  levels: quantileLevels.length,
                  list: words.list(quantileLevels.map((level) => String(level))),
                }),
              ]
            : []),
        ]),
        say('card.privacy'),
      ],
    ],
  ];
  const title = `# ${say('card.title', { model: name, target: about.series ?? columns.target })}`;
  return `${[title, ...sections.flatMap(([heading, paragraphs]) => [`## ${heading}`, ...paragraphs])].join('\n\n')}\n`;
}
