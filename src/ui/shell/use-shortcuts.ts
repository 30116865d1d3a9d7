import { useEffect } from 'react';

/** Keys that stand for a control of the page, which says so by `aria-keyshortcuts`; `1` stands for the numbers of the tabs. */
export const shortcutKeys = ['o', 'f', 'd', 'a', '1', '?'] as const;

/** Fields that take letters; a box to tick does not. */
const fields =
  'input:not([type="checkbox"], [type="radio"], [type="file"]), textarea, select, [contenteditable="true"]';

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest(fields) !== null;
}

/** The control that a key stands for now; null where none can be seen. */
export function controlOf(key: string): HTMLElement | null {
  const found = document.querySelectorAll<HTMLElement>(`[aria-keyshortcuts="${CSS.escape(key)}"]`);
  return [...found].find((element) => element.checkVisibility()) ?? null;
}

/** What a key does: what can be pressed is pressed, what can be read is gone to. */
function use(element: HTMLElement): void {
  element.focus({ preventScroll: true });
  const isCalm = window.matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'nearest', behavior: isCalm ? 'auto' : 'smooth' });
  if (element instanceof HTMLButtonElement) element.click();
}

/**
 * Presses the control that a single key stands for. Nobody who types, and nobody in a dialogue, does so.
 *
 * @param isOn whether they are wanted; the question mark always is
 * @param open opens the list of them
 * @param pickFile opens the file dialogue
 */
export function useShortcuts(isOn: boolean, open: () => void, pickFile: () => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { key, target, ctrlKey, metaKey, altKey, repeat, defaultPrevented } = event;
      if (ctrlKey || metaKey || altKey || repeat || defaultPrevented) return;
      if (isTyping(target) || document.querySelector('dialog[open]')) return;
      if (key === '?') {
        event.preventDefault();
        open();
      }
      if (!isOn || key === '?' || !(/^[1-9]$/.test(key) || shortcutKeys.some((known) => known === key))) return;
      if (key === 'o') return pickFile();
      const control = controlOf(key);
      if (!control) return;
      event.preventDefault();
      use(control);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [isOn, open, pickFile]);
}
