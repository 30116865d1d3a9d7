import { isNetwork } from '../../../../forecasters/model-cards.ts';
import { settingsIn } from '../../../../forecasters/setting-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import type { RangeProblems } from '../../state/settings-draft.ts';
import { SettingField } from './setting-field.tsx';

type NetworkFieldsProps = { settings: Settings; unit: string; problems: RangeProblems };

/** What there is to set: all of it where a network is chosen, else what has to be put right. */
export function networkFields(settings: Settings, problems: RangeProblems) {
  const trains = settings.models.some((model) => isNetwork(model));
  return settingsIn('networks').filter((name) => trains || problems[name]);
}

/** What the networks are made of and how they are trained. */
export function NetworkFields({ settings, unit, problems }: NetworkFieldsProps) {
  return networkFields(settings, problems).map((name) => (
    <SettingField key={name} name={name} unit={unit} problems={problems} />
  ));
}
