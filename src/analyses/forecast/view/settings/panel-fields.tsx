import { isNetwork } from '../../../../forecasters/model-cards.ts';
import { settingCards, settingsIn } from '../../../../forecasters/setting-cards.ts';
import type { Settings } from '../../../../forecasters/settings.ts';
import { useSession, useWords } from '../../../../ui/shell/context.ts';
import type { RangeProblems } from '../../state/settings-draft.ts';
import { SettingField } from './setting-field.tsx';

type PanelFieldsProps = { settings: Settings; unit: string; problems: RangeProblems };

/** Whether what trains learns from the series shown or from all of the file; nothing where it has but one. */
export function PanelFields({ settings, unit, problems }: PanelFieldsProps) {
  const { say, number } = useWords();
  const panel = useSession((state) => state.panel);
  if (panel.state !== 'listed' || panel.overview.series.length < 2) return null;
  const all = say('settings.scope.all', { count: number(panel.overview.series.length) });
  const isPanel = settings.network.scope === 'panel' && settings.models.some((model) => isNetwork(model));
  return settingsIn('panel')
    .filter((name) => isPanel || settingCards[name].readers !== 'networks-of-panel')
    .map((name) => (
      <SettingField
        key={name}
        name={name}
        unit={unit}
        problems={problems}
        {...(name === 'scope' ? { labels: { panel: all } } : {})}
      />
    ));
}
