/** A planner's numbers beside the model's. */
import { useState } from 'react';
import { saySpan } from '../../../i18n/dates.ts';
import { checkOverride, type OverrideKind, type OverrideProblem } from '../../../planning/overrides.ts';
import { useWords } from '../../../ui/shell/context.ts';
import controls from '../../../ui/shell/controls.module.css';
import { Select } from '../../../ui/shell/select.tsx';
import type { FileBrief } from '../inputs.ts';
import { isOf, type SetNumber, type ShownPlan } from '../state/plan-shown.ts';
import type { Results } from '../state/results.ts';
import styles from './all-series.module.css';
import { useAllSeries } from './context.ts';
import { sayAmount, sayOverride } from './say-row.ts';
import { type AllSeriesWords, allSeriesWords } from './words/all-series-words.ts';

type OverridesProps = { file: FileBrief; results: Results; number: number; plan: ShownPlan | null };

function sayProblem({ say }: AllSeriesWords, problem: OverrideProblem): string {
  if (problem.code !== 'steps-outside') return say(`all.set.${problem.code}`);
  return say('all.set.steps-outside', { horizon: problem.params.horizon });
}

/** A number as it was typed, with a decimal comma too. */
const readNumber = (text: string) => (text.trim() === '' ? Number.NaN : Number(text.trim().replace(',', '.')));

export function Overrides({ file, results, number, plan }: OverridesProps) {
  const words = useWords(allSeriesWords);
  const { say } = words;
  const { horizonSteps } = results;
  const all = useAllSeries((state) => state.overrides);
  const add = useAllSeries((state) => state.addOverride);
  const remove = useAllSeries((state) => state.removeOverride);
  const [kind, setKind] = useState<OverrideKind>('change');
  const [value, setValue] = useState('');
  const [from, setFrom] = useState('1');
  const [to, setTo] = useState(String(horizonSteps));
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState<OverrideProblem | null>(null);
  if (Number.isNaN(results.sum[number])) return null;
  const uniqueId = file.names[number];
  const own = all.filter((one) => one.uniqueId === uniqueId && isOf(one, file));
  const isWhole = file.isWhole[number] === 1;
  const forecast = results.mean.subarray(number * horizonSteps, (number + 1) * horizonSteps);
  const history = file.history.subarray(file.starts[number], file.starts[number + 1]);
  const planned = plan?.planned.subarray(number * horizonSteps, (number + 1) * horizonSteps) ?? forecast;
  const isChanged = plan?.isChanged[number] === 1;
  const join = (values: Float64Array) => {
    const sum = values.reduce((total, one) => total + one, 0);
    return file.isLevel ? sum / values.length : sum;
  };
  const submit = () => {
    const typed = readNumber(value);
    const override: SetNumber = {
      uniqueId,
      totalsBy: file.totalsBy,
      kind,
      value: kind === 'change' ? typed / 100 : typed,
      fromStep: readNumber(from),
      toStep: readNumber(to),
      reason,
      madeMs: Date.now(),
    };
    const nonNegative = history.every((one) => one >= 0);
    const checked = checkOverride(override, { horizon: horizonSteps, nonNegative });
    setProblem(checked.ok ? null : checked.problem);
    if (!checked.ok) return;
    add({ ...override, ...checked.value });
    setValue('');
    setReason('');
  };
  const field = (label: string, testId: string, text: string, change: (text: string) => void) => (
    <label>
      <span>{label}</span>
      <input
        inputMode="decimal"
        data-testid={testId}
        value={text}
        onChange={({ target }) => change(target.value)}
        autoComplete="off"
      />
    </label>
  );
  return (
    <section className={styles.overrides} data-testid="all-overrides">
      <h3>{say('all.set')}</h3>
      {(own.length > 0 || isChanged) && (
        <>
          <p data-testid="all-planned" data-value={join(planned)}>
            {say('all.set.planned', {
              span: file.step ? saySpan(words, horizonSteps, file.step) : String(horizonSteps),
              plan: sayAmount(words, join(planned), isWhole),
              model: sayAmount(words, join(forecast), isWhole),
            })}
          </p>
          {own.length === 0 && <p className={controls.faint}>{say('all.set.follows')}</p>}
          <ul>
            {own.map((one) => (
              <li key={one.madeMs}>
                {sayOverride(words, one, isWhole)} <q>{one.reason}</q>{' '}
                <button className={controls.link} type="button" onClick={() => remove(one)}>
                  {say('all.set.remove')}
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label>
          <span>{say('all.set.kind')}</span>
          <Select
            value={kind}
            data-testid="all-set-kind"
            options={[
              { value: 'change', label: say('all.set.change') },
              { value: 'set', label: say('all.set.set') },
            ]}
            onChoose={setKind}
          />
        </label>
        {field(say(kind === 'change' ? 'all.set.percent' : 'all.set.number'), 'all-set-value', value, setValue)}
        {field(say('all.set.from'), 'all-set-from', from, setFrom)}
        {field(say('all.set.to'), 'all-set-to', to, setTo)}
        <label className={styles.reason}>
          <span>{say('all.set.reason')}</span>
          <input data-testid="all-set-reason" value={reason} onChange={({ target }) => setReason(target.value)} />
        </label>
        <button className={controls.button} type="submit" data-testid="all-set-add">
          {say('all.set.add')}
        </button>
      </form>
      {problem && (
        <p role="alert" className={styles.problem}>
          {sayProblem(words, problem)}
        </p>
      )}
    </section>
  );
}
