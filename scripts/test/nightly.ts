import { inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    isNightly: boolean;
  }
}

/** Whether `npm test -- all` runs: every case there is, and not only those that differ most. */
export const isNightly = inject('isNightly');

/**
 * The cases of the usual run, or every one at night.
 *
 * @param isUsual picks those that differ most
 */
export function usually<Case>(cases: readonly Case[], isUsual: (one: Case, at: number) => boolean): Case[] {
  return cases.filter((one, at) => isNightly || isUsual(one, at));
}
