import { expect, it } from 'vitest';
import { readPreferences, rememberPreference } from './preferences.ts';

function storeOf(entries: Record<string, string>) {
  return {
    getItem: (key: string) => entries[key] ?? null,
    setItem: (key: string, value: string) => {
      entries[key] = value;
    },
  };
}

it('begins with the browser’s language and the system’s appearance', () => {
  expect(readPreferences(storeOf({}), ['zh-CN'])).toEqual({
    language: 'zh-CN',
    theme: 'system',
    details: 'closed',
    shortcuts: 'on',
  });
});

it('remembers what was chosen', () => {
  const store = storeOf({});
  rememberPreference(store, 'language', 'en');
  rememberPreference(store, 'theme', 'dark');
  rememberPreference(store, 'details', 'open');
  expect(readPreferences(store, ['zh-CN'])).toEqual({
    language: 'en',
    theme: 'dark',
    details: 'open',
    shortcuts: 'on',
  });
});

it('passes over what it does not know', () => {
  const store = storeOf({ 'dropcast.language': 'tlh', 'dropcast.theme': 'neon' });
  expect(readPreferences(store, ['en'])).toEqual({
    language: 'en',
    theme: 'system',
    details: 'closed',
    shortcuts: 'on',
  });
});

it('works where storage is forbidden', () => {
  const forbidden = {
    getItem: () => {
      throw new Error('SecurityError');
    },
    setItem: () => {
      throw new Error('SecurityError');
    },
  };
  expect(readPreferences(forbidden, ['en'])).toEqual({
    language: 'en',
    theme: 'system',
    details: 'closed',
    shortcuts: 'on',
  });
  expect(() => rememberPreference(forbidden, 'theme', 'dark')).not.toThrow();
});
