import { analysisIds } from '../../analyses/list.ts';
import { isRecord } from '../../base/is-record.ts';
import { fail, ok, type Result } from '../../base/result.ts';
import { unpackTensors } from '../../export/model/pack-tensors.ts';
import { readSafetensors } from '../../export/model/safetensors.ts';
import { areEvents } from '../../series/events.ts';
import { inflateEntry, readZipDirectory, type ZipEntry } from '../../table/formats/zip.ts';
import type { TableSource } from '../../worker/protocol.ts';
import { fromPlainJson } from './plain-json.ts';
import { entryNames, type Project, type ProjectProblem, type ProjectSelection, projectVersion } from './project.ts';

/** What opens: the work, and the file where it came along. */
export type OpenedProject = { project: Project; data: Blob | null };

const mostBytes = { json: 64e6, arrays: 512e6, weights: 512e6, data: 2e9 };
const mostPieces = 100_000;
/** The version from which on weights lie in a file of their own. */
const firstWithWeights = 2;

/** A project file that somebody hands over: nothing in it is taken for what it says of itself. */
export async function readProject({ name, blob }: TableSource): Promise<Result<OpenedProject, ProjectProblem>> {
  const refuse = (reason: ProjectProblem['params']['reason']) =>
    fail<ProjectProblem>({ code: 'project', params: { name, reason } });
  const entries = await readZipDirectory(blob).catch(() => null);
  if (!entries) return refuse('damaged');
  const names = entries.map((entry) => entry.name);
  const known = Object.values(entryNames) as string[];
  if (!names.includes(entryNames.json)) return refuse('no-project');
  if (new Set(names).size < names.length || names.some((one) => !known.includes(one))) return refuse('damaged');

  const json = await inflate(blob, entries, 'json');
  if (json === 'too-large') return refuse('too-large');
  let head: { dropcast?: unknown; version?: unknown };
  try {
    head = JSON.parse((await json?.text()) ?? '');
  } catch {
    return refuse('damaged');
  }
  if (head?.dropcast !== 'project' || !Number.isInteger(head.version)) return refuse('no-project');
  if ((head.version as number) > projectVersion) return refuse('newer');
  const arrays = await inflate(blob, entries, 'arrays');
  const weights = await inflate(blob, entries, 'weights');
  const data = await inflate(blob, entries, 'data');
  if (arrays === 'too-large' || weights === 'too-large' || data === 'too-large') return refuse('too-large');
  const hasWeights = (head.version as number) >= firstWithWeights;
  if (!arrays || (!weights && hasWeights) || (!data && names.includes(entryNames.data))) return refuse('damaged');
  try {
    const tensors = hasWeights && weights ? await readWeights(weights) : new Map<string, Float32Array>();
    const project: unknown = fromPlainJson(head, { bytes: await arrays.arrayBuffer(), tensors });
    return isProject(project) ? ok({ project, data }) : refuse('damaged');
  } catch {
    return refuse('damaged');
  }
}

/** @throws {NotSafetensors} where they are anything else */
async function readWeights(weights: Blob): Promise<Map<string, Float32Array>> {
  const { tensors } = readSafetensors(new Uint8Array(await weights.arrayBuffer()));
  return new Map(unpackTensors(tensors).map(({ name, values }) => [name, values]));
}

/** Null where it is not there, or not whole. */
async function inflate(
  blob: Blob,
  entries: readonly ZipEntry[],
  kind: keyof typeof entryNames,
): Promise<Blob | 'too-large' | null> {
  const entry = entries.find(({ name }) => name === entryNames[kind]);
  if (!entry) return null;
  const inflated = await inflateEntry(blob, entry, mostBytes[kind]);
  if (!inflated.ok) return inflated.problem.code === 'inflates-too-much' ? 'too-large' : null;
  return inflated.value.size === entry.bytes ? inflated.value : null;
}

const isText = (value: unknown): value is string => typeof value === 'string';
const isListOf = (value: unknown, isOne: (one: unknown) => boolean) => Array.isArray(value) && value.every(isOne);
const isPlace = (value: unknown) => Number.isInteger(value) && (value as number) >= 0;
const isOrNull = (value: unknown, isIt: (one: unknown) => boolean) => value === null || isIt(value);
const isNumber = (value: unknown) => typeof value === 'number';

function isSelection(value: unknown): value is ProjectSelection {
  if (!isRecord(value)) return false;
  const { choices, file, choice, rules, uniqueId } = value;
  if (!isRecord(choices) || !isRecord(rules) || !isRecord(file) || !isRecord(choice)) return false;
  const lists = [choice.idColumns, choice.targetColumns, choice.covariateColumns];
  const { covariateRoles = {} } = choice;
  return (
    isText(file.fingerprint) &&
    isListOf(file.names, isText) &&
    isOrNull(choice.timeColumn, isPlace) &&
    lists.every((list) => isListOf(list, isPlace)) &&
    isRecord(covariateRoles) &&
    Object.values(covariateRoles).every(isText) &&
    isOrNull(uniqueId, isText) &&
    (rules.events === undefined || areEvents(rules.events))
  );
}

function isProject(value: unknown): value is Project {
  if (!isRecord(value) || !isRecord(value.file) || !Array.isArray(value.pieces)) return false;
  const { name, analysis, changedAtMs, runEndedAtMs, seriesCount, selection, columns, bytes, crc } = value.file;
  const isOfAnalysis = (id: unknown) => analysisIds.some((known) => known === id);
  const isPiece = (piece: unknown) =>
    isRecord(piece) &&
    isText(piece.analysis) &&
    isNumber(piece.version) &&
    isText(piece.name) &&
    isSelection(piece.selection);
  return (
    isText(name) &&
    isOfAnalysis(analysis) &&
    isNumber(changedAtMs) &&
    isOrNull(runEndedAtMs, isNumber) &&
    isOrNull(seriesCount, isPlace) &&
    isSelection(selection) &&
    isListOf(columns, isText) &&
    isPlace(bytes) &&
    isPlace(crc) &&
    value.pieces.length <= mostPieces &&
    value.pieces.every(isPiece)
  );
}
