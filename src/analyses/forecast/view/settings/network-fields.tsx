import { isNetwork } from '../../../../forecasters/model-cards.ts';
import {
  augmentationChoices,
  lossNames,
  type NetworkSettings,
  normalisationNames,
  type Settings,
} from '../../../../forecasters/settings.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import type { RangeProblem, SettingName } from '../../state/settings-draft.ts';
import { useForecast } from '../context.ts';
import { ChoiceField } from './choice-field.tsx';
import { NumberField } from './number-field.tsx';

const numbers: { name: SettingName; testId: string }[] = [
  { name: 'epochs', testId: 'epochs' },
  { name: 'hiddenSize', testId: 'hidden-size' },
  { name: 'layers', testId: 'layers' },
  { name: 'dropout', testId: 'dropout' },
  { name: 'learningRate', testId: 'learning-rate' },
  { name: 'weightDecay', testId: 'weight-decay' },
  { name: 'heads', testId: 'heads' },
  { name: 'patchLength', testId: 'patch-length' },
  { name: 'members', testId: 'members' },
];

type NetworkFieldsProps = { settings: Settings; problems: Partial<Record<SettingName, RangeProblem>> };

/** Whether there is anything to show: a network is chosen, or one of its numbers has to be put right. */
export function hasNetworkFields({ settings, problems }: NetworkFieldsProps): boolean {
  return trainsNetworks(settings) || numbers.some(({ name }) => problems[name]);
}

function trainsNetworks({ models }: Settings): boolean {
  return models.some((model) => isNetwork(model));
}

/** What the networks are made of and how they are trained. */
export function NetworkFields({ settings, problems }: NetworkFieldsProps) {
  const { say } = useWords();
  const changeSettings = useForecast((state) => state.changeSettings);
  const { network } = settings;
  const change = (part: Partial<NetworkSettings>) => changeSettings({ network: { ...network, ...part } });
  const trains = trainsNetworks(settings);
  return (
    <>
      {numbers.map(
        ({ name, testId }) =>
          (trains || problems[name]) && <NumberField key={name} name={name} testId={testId} problem={problems[name]} />,
      )}
      {trains && (
        <>
          <ChoiceField
            label={say('settings.loss')}
            why={say('settings.loss.why')}
            testId="loss"
            value={network.loss}
            options={lossNames.map((value) => ({ value, label: say(`settings.loss.${value}`) }))}
            onChoose={(loss) => change({ loss })}
          />
          <ChoiceField
            label={say('settings.normalisation')}
            why={say('settings.normalisation.why')}
            testId="normalisation"
            value={network.normalisation}
            options={normalisationNames.map((value) => ({ value, label: say(`settings.normalisation.${value}`) }))}
            onChoose={(normalisation) => change({ normalisation })}
          />
          <ChoiceField
            label={say('settings.averaging')}
            why={say('settings.averaging.why')}
            testId="averaging"
            value={network.averaging ? 'on' : 'off'}
            options={(['off', 'on'] as const).map((value) => ({ value, label: say(`settings.averaging.${value}`) }))}
            onChoose={(value) => change({ averaging: value === 'on' })}
          />
          <ChoiceField
            label={say('settings.augmentation')}
            why={say('settings.augmentation.why')}
            testId="augmentation"
            value={network.augmentation}
            options={augmentationChoices.map((value) => ({ value, label: say(`settings.augmentation.${value}`) }))}
            onChoose={(augmentation) => change({ augmentation })}
          />
        </>
      )}
    </>
  );
}
