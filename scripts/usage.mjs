/** What is wrong with how a command was called, in one plain line. */
import { constants, lstatSync, realpathSync } from 'node:fs';
import { access, open, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';

/** Something is wrong with how the command was called; its message is for the user. */
export class UsageError extends Error {}

/** Exit code of a command that was called wrongly. */
const usageExitCode = 2;

/** Runs a command; what the user did wrong is one line on stderr and exit code 2. @param {() => Promise<void>} command */
export async function runPlainly(command) {
  // Whoever reads the output may have read enough.
  process.stdout.on('error', (error) => {
    if (/** @type {NodeJS.ErrnoException} */ (error).code !== 'EPIPE') throw error;
    process.exit(process.exitCode ?? 0);
  });
  try {
    await command();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    console.error(error.message.replaceAll(/\s+/g, ' ').trim());
    process.exitCode = usageExitCode;
  }
}

/**
 * `parseArgs` of Node, whose complaints become a line that lists what there is; a negative number is a value.
 *
 * @template {NonNullable<import('node:util').ParseArgsConfig['options']>} Options
 * @param {Options} options
 */
export function readOptions(options) {
  /** @type {string[]} */
  const args = [];
  for (const argument of process.argv.slice(2)) {
    const before = args.at(-1);
    const isValue = /^-\.?\d/.test(argument) && before?.startsWith('--') && !before.includes('=');
    if (isValue) args.splice(-1, 1, `${before}=${argument}`);
    else args.push(argument);
  }
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const { code } = /** @type {NodeJS.ErrnoException} */ (error);
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw error;
    const [complaint] = error.message.split(/\n|\. /);
    const names = Object.keys(options).map((name) => `--${name}`);
    const known =
      names.length > 0 ? `There are: ${names.join(', ')}` : 'There are no options; ./ goes before such a file';
    throw new UsageError(`${complaint}. ${known}.`);
  }
}

/**
 * @param {string | undefined} text @param {string} name
 * @param {number | null} fallback null where it has to be given @param {number} [most]
 */
export function readWhole(text, name, fallback, most = Number.MAX_SAFE_INTEGER) {
  if (text === undefined) {
    if (fallback === null) throw new UsageError(`--${name} is needed: a whole number.`);
    return fallback;
  }
  const number = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isInteger(number) || number < 1 || number > most) {
    const range = most === Number.MAX_SAFE_INTEGER ? 'of at least 1' : `from 1 to ${most}`;
    throw new UsageError(`--${name} must be a whole number ${range}, not "${text}".`);
  }
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
  return [...new Set(names)];
}

/** Why the system refused a path, for the user. @param {unknown} error @param {string} path */
function sayRefused(error, path) {
  const { code } = /** @type {NodeJS.ErrnoException} */ (error);
  if (code === 'ENOENT') return `${path} is not there: check the name and the folder.`;
  if (code === 'EACCES' || code === 'EPERM') return `${path}: you are not allowed to do that; change its permissions.`;
  if (code === 'EROFS') return `${path} lies on a disk that cannot be written to; choose another folder.`;
  if (code === 'ENOTDIR') return `${path}: a part of it is a file, not a folder.`;
  if (code === 'EISDIR') return `${path} is a folder: name a file.`;
  if (code === 'ENOSPC') return `${path}: the disk is full.`;
  return `${path}: ${error instanceof Error ? error.message : error}.`;
}

/**
 * @param {string | undefined} path @param {string} missing what to say where none is given
 * @returns {Promise<string>} the path of a file that is there and can be read
 */
export async function requireFile(path, missing) {
  if (!path) throw new UsageError(missing);
  const found = await stat(path).catch((error) => {
    throw new UsageError(sayRefused(error, path));
  });
  if (found.isDirectory()) throw new UsageError(`${path} is a folder: name a file.`);
  await access(path, constants.R_OK).catch((error) => {
    throw new UsageError(sayRefused(error, path));
  });
  return path;
}

/** @param {string} path */
const placeOf = (path) => {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
};

/**
 * Whether a file can be written, found out before there is anything to write; what is there stays as it is.
 *
 * @param {string} path @param {string} name of the option @param {readonly (string | undefined)[]} inputs that must not be overwritten
 */
export async function requireWritable(path, name, inputs) {
  const place = placeOf(path);
  if (place !== null && inputs.some((input) => input !== undefined && placeOf(input) === place)) {
    throw new UsageError(`--${name} ${path} is the file that is read: name another.`);
  }
  if (placeOf(dirname(path)) === null) {
    throw new UsageError(`--${name} ${path}: the folder ${dirname(path)} is not there; make it first.`);
  }
  const wasThere = lstatSync(path, { throwIfNoEntry: false }) !== undefined;
  try {
    await (await open(path, 'a')).close();
  } catch (error) {
    const isMissing = /** @type {NodeJS.ErrnoException} */ (error).code === 'ENOENT';
    throw new UsageError(
      `--${name} ${isMissing ? `${path} cannot be made there; choose another folder.` : sayRefused(error, path)}`,
    );
  }
  if (!wasThere) await rm(path, { force: true });
}

/** @param {unknown} error @param {string} path @returns {UsageError} */
export function refusedAt(error, path) {
  return new UsageError(sayRefused(error, path));
}
