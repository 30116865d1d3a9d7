import { fineTunings, type NetworkSettings, type Settings } from '../../../../forecasters/settings.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import { useForecast } from '../context.ts';
import { ChoiceField } from './choice-field.tsx';

/** Whether networks learn from the series shown or from all of the file; nothing where it has but one. */
export function PanelFields({ settings }: { settings: Settings }) {
  const { say, number } = useWords();
  const panel = useSession((state) => state.panel);
  const changeSettings = useForecast((state) => state.changeSettings);
  const { network } = settings;
  if (panel.state !== 'listed' || panel.overview.series.length < 2) return null;
  const change = (part: Partial<NetworkSettings>) => changeSettings({ network: { ...network, ...part } });
  const count = number(panel.overview.series.length);
  return (
    <>
      <ChoiceField
        label={say('settings.scope')}
        why={say('settings.scope.why')}
        testId="scope"
        value={network.scope}
        options={[
          { value: 'series', label: say('settings.scope.series') },
          { value: 'panel', label: say('settings.scope.panel', { count }) },
        ]}
        onChoose={(scope) => change({ scope })}
      />
      {network.scope === 'panel' && (
        <>
          <ChoiceField
            label={say('settings.series-embedding')}
            why={say('settings.series-embedding.why')}
            testId="series-embedding"
            value={network.seriesEmbedding ? 'on' : 'off'}
            options={(['off', 'on'] as const).map((value) => ({
              value,
              label: say(`settings.series-embedding.${value}`),
            }))}
            onChoose={(value) => change({ seriesEmbedding: value === 'on' })}
          />
          <ChoiceField
            label={say('settings.fine-tuning')}
            why={say('settings.fine-tuning.why')}
            testId="fine-tuning"
            value={network.fineTuning}
            options={fineTunings.map((value) => ({ value, label: say(`settings.fine-tuning.${value}`) }))}
            onChoose={(fineTuning) => change({ fineTuning })}
          />
        </>
      )}
    </>
  );
}
