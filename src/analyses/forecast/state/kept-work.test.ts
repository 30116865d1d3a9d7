import { describe, expect, it } from 'vitest';
import { createStore } from 'zustand/vanilla';
import { defaultSettings } from '../../../forecasters/settings.ts';
import type { LoadedSeries } from '../../../session/loaded-series.ts';
import type { ForecastStore } from './forecast-store.ts';
import { createKeptForecast } from './kept-work.ts';
import type { SettingsOfForecast } from './settings-actions.ts';

const settings = defaultSettings({ unit: 'month', every: 1 }, 100);
const dataOf = (targetColumns: number[]) => ({ choice: { targetColumns } }) as unknown as LoadedSeries;

function follow() {
  const kept: [data: unknown, value: unknown][] = [];
  const forecast = createKeptForecast({ keep: (data, _, value) => kept.push([data, value]) }, {
    pickedModels: () => [],
    restorePicks: () => {},
  } as unknown as SettingsOfForecast);
  const store = createStore(() => ({ data: dataOf([1]), settings }));
  forecast.follow(store as unknown as ForecastStore);
  return { kept, store };
}

describe('the settings of a file', () => {
  it('are kept where they change, and where they hold for other columns of it', () => {
    const { kept, store } = follow();
    const changed = { ...settings, horizonSteps: 5 };
    store.setState({ settings: changed });
    const both = dataOf([1, 2]);
    store.setState({ data: both });
    expect(kept.map(([, value]) => value)).toEqual(Array(2).fill({ settings: changed, picked: [] }));
    expect(kept[1]?.[0]).toBe(both);
  });

  it('are not kept anew for each series that is looked at', () => {
    const { kept, store } = follow();
    store.setState(({ data }) => ({ data: { ...data, uniqueId: 'north' } as LoadedSeries }));
    expect(kept).toEqual([]);
  });
});
