import { type FormEvent, useId, useState } from 'react';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import type { KeptScenario } from '../../state/kept-scenarios.ts';
import { saySigned } from '../number/say-why.ts';
import { whyWords } from '../words/why-words.ts';
import styles from './scenarios.module.css';
import type { ScenarioSum } from './sum-scenario.ts';

type KeepFormProps = { suggested: string; onKeep: (name: string) => void };

/** Gives the scenario in front a name and keeps it. */
export function KeepForm({ suggested, onKeep }: KeepFormProps) {
  const { say } = useWords(whyWords);
  const id = useId();
  const [name, setName] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onKeep(name.trim() || suggested);
    setName('');
  };
  return (
    <form className={styles.keep} onSubmit={submit}>
      <label className={controls.hidden} htmlFor={id}>
        {say('if.name')}
      </label>
      <input
        id={id}
        className={styles.name}
        data-testid="scenario-name"
        value={name}
        placeholder={suggested}
        maxLength={60}
        onChange={({ target }) => setName(target.value)}
      />
      <button className={controls.button} type="submit" data-testid="scenario-keep">
        {say('if.keep')}
      </button>
    </form>
  );
}

type KeptListProps = {
  kept: readonly { scenario: KeptScenario; sum: ScenarioSum | null }[];
  digits: number;
  hasMoney: boolean;
  onShow: (scenario: KeptScenario) => void;
  onForget: (scenario: KeptScenario) => void;
  onSave: () => void;
};

/** The scenarios that were kept, beside one another. */
export function KeptList({ kept, digits, hasMoney, onShow, onForget, onSave }: KeptListProps) {
  const words = useWords(whyWords);
  const { say } = words;
  return (
    <div className={styles.kept} data-testid="scenarios">
      <table>
        <thead>
          <tr>
            <th scope="col">{say('if.scenario')}</th>
            <th scope="col">{say('if.total')}</th>
            <th scope="col">{say('if.difference')}</th>
            {hasMoney && <th scope="col">{say('if.money')}</th>}
            <td />
          </tr>
        </thead>
        <tbody>
          {kept.map(({ scenario, sum }) => (
            <tr key={scenario.name}>
              <th scope="row">
                <button className={controls.link} type="button" onClick={() => onShow(scenario)}>
                  {scenario.name}
                </button>
              </th>
              <td>{sum ? words.fixed(sum.total, digits) : '–'}</td>
              <td>{sum ? saySigned(words, sum.total - sum.before, digits) : '–'}</td>
              {hasMoney && <td>{sum?.money != null ? saySigned(words, sum.money, 0) : '–'}</td>}
              <td>
                <button className={controls.link} type="button" onClick={() => onForget(scenario)}>
                  {say('if.forget')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <button className={controls.link} type="button" data-testid="scenarios-csv" onClick={onSave}>
        {say('if.csv')}
      </button>
    </div>
  );
}
