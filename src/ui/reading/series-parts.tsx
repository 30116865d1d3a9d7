import { useState } from 'react';
import { sayRhythm, saySpan, sayTime } from '../../i18n/dates.ts';
import { clockAt } from '../../series/calendar.ts';
import { coarserSteps } from '../../series/coarser-steps.ts';
import type { ResampleRule } from '../../series/panel.ts';
import type { Step } from '../../series/step.ts';
import type { LoadedSeries } from '../../session/loaded-series.ts';
import { targetOf, withTarget } from '../../session/selection.ts';
import type { Candidate } from '../../session/shown.ts';
import { isLevel } from '../../table/columns/level-words.ts';
import { useSession, useWords } from '../shell/context.ts';
import { useTimeOptions } from './column-options.ts';
import { ChoicePart, Options, Part } from './part.tsx';
import { rulesToBring } from './repair-words.ts';

/** A forecast needs this many points, and some to test it on. */
const fewestPoints = 16;
const asInFile = 'file';

type RhythmOptionsProps = {
  table: Candidate;
  /** The rhythm of the rows; null where they have none. */
  fileStep: Step | null;
  points: number;
  onDone: () => void;
};

/** Other rhythms to add the rows up to, or to average them. */
export function RhythmOptions({ table, fileStep, points, onDone }: RhythmOptionsProps) {
  const words = useWords();
  const { say } = words;
  const changeRules = useSession((state) => state.changeRules);
  const { resample } = table.rules;
  const target = table.profile.columns[targetOf(table.choice, table.uniqueId ?? '', table.profile.columns)]?.name ?? '';
  const [how, setHow] = useState<ResampleRule['how']>(resample?.how ?? (isLevel(target) ? 'mean' : 'sum'));
  const steps = coarserSteps(fileStep, points, fewestPoints);
  const ownName = fileStep ? say('part.rhythm.file', { rhythm: sayRhythm(words, fileStep) }) : null;
  const options = [
    { value: asInFile, label: ownName ?? say('part.rhythm.file-unknown') },
    ...steps.map((step) => ({
      value: `${step.every} ${step.unit}`,
      label: say(`part.rhythm.${how}`, { rhythm: sayRhythm(words, step) }),
    })),
  ];
  const change = (rule: ResampleRule | null) => {
    onDone();
    void changeRules(rule && fileStep === null ? rulesToBring(rule) : { resample: rule });
  };
  return (
    <>
      <Options
        options={options}
        chosen={resample ? `${resample.step.every} ${resample.step.unit}` : asInFile}
        onChoose={(value) => {
          const step = steps.find(({ unit, every }) => value === `${every} ${unit}`);
          change(step ? { step, how } : null);
        }}
      />
      {steps.length > 0 && (
        <Options<ResampleRule['how']>
          label={say('part.rhythm.how')}
          options={[
            { value: 'sum', label: say('part.rhythm.by-sum') },
            { value: 'mean', label: say('part.rhythm.by-mean') },
          ]}
          chosen={how}
          onChoose={(value) => {
            setHow(value);
            if (resample) change({ ...resample, how: value });
          }}
        />
      )}
    </>
  );
}

/** How long the series is, and its rhythm. */
export function SpanPart({ data }: { data: LoadedSeries }) {
  const words = useWords();
  const { series, fileStep, rules } = data;
  const { length } = series;
  const isPlain = series.step.every === 1;
  const text = isPlain
    ? saySpan(words, length, series.step)
    : words.say('sentence.values', { count: length, rhythm: sayRhythm(words, series.step) });
  return (
    <Part text={text} label={words.say('part.rhythm')} testId="part-rhythm">
      {(close) => (
        <RhythmOptions
          table={data}
          fileStep={fileStep}
          points={rules.resample ? Number.POSITIVE_INFINITY : length}
          onDone={close}
        />
      )}
    </Part>
  );
}

/** Where the series begins, and which column says so. */
export function StartPart({ data }: { data: LoadedSeries }) {
  const words = useWords();
  const { series } = data;
  const { options, chosen, choose } = useTimeOptions(data);
  const start = sayTime(words, clockAt(series, 0), series.step);
  return (
    <ChoicePart
      text={start}
      label={words.say('part.start')}
      testId="part-start"
      options={options}
      chosen={chosen}
      onChoose={choose}
    />
  );
}

/** Which column is forecast. */
export function TargetPart({ data }: { data: LoadedSeries }) {
  const { say } = useWords();
  const chooseColumns = useSession((state) => state.chooseColumns);
  const { choice, uniqueId, profile } = data;
  const { columns } = profile;
  const target = targetOf(choice, uniqueId ?? '', columns);
  const numeric = columns.flatMap(({ name, kind }, value) => (kind === 'number' ? [{ value, label: name }] : []));
  return (
    <ChoicePart
      text={columns[target]?.name ?? ''}
      label={say('part.target')}
      testId="part-target"
      options={numeric}
      chosen={target}
      onChoose={(value) => {
        const selection = withTarget(data, value, columns);
        void chooseColumns(selection.choice, selection.uniqueId);
      }}
    />
  );
}
