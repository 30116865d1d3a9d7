/** Which files other tabs have open: each holds a lock for as long as it lives. Where a page has no locks, it is taken for alone. */

const prefix = 'dropcast file ';

/** Says that this tab has a file. */
export function holdFile(id: string): void {
  void navigator.locks?.request(`${prefix}${id}`, { ifAvailable: true }, (lock) =>
    lock ? new Promise(() => {}) : undefined,
  );
}

/** The files that any tab has. */
export async function filesHeld(): Promise<Set<string>> {
  const { held = [] } = (await navigator.locks?.query()) ?? {};
  return new Set(held.flatMap(({ name = '' }) => (name.startsWith(prefix) ? [name.slice(prefix.length)] : [])));
}
