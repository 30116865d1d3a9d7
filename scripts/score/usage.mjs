/** Something is wrong with how the command was called; its message is for the user. */
export class UsageError extends Error {}

/** @param {string | undefined} text @param {string} name @param {number | null} fallback null where it has to be given */
export function readWhole(text, name, fallback) {
  if (text === undefined) {
    if (fallback === null) throw new UsageError(`--${name} is needed: a whole number.`);
    return fallback;
  }
  const number = Number(text);
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`--${name} must be a whole number, not "${text}".`);
  return number;
}

/**
 * A list with commas between its entries.
 *
 * @param {string | undefined} text @param {string} name @param {readonly string[]} known
 */
export function readNames(text, name, known) {
  const names = (text ?? '').split(',').map((entry) => entry.trim());
  const unknown = names.find((entry) => !known.includes(entry));
  if (unknown !== undefined) throw new UsageError(`--${name} has no "${unknown}". There are: ${known.join(', ')}.`);
  return names;
}
