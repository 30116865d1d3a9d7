/**
 * A project file, `.dropcast`: a zip of `project.json` (what it is, roles, settings, results), `arrays.bin` (the numbers of these),
 * `weights.safetensors` (what networks have learnt) and, if wanted, `data` (the file as it was opened). Version 1 had the weights
 * among the arrays.
 */
import type { KeptFile, KeptPiece, KeptSelection } from '../keeping/kept.ts';

/** Another one whenever a page that knows this one could misread it. `e2e/fixtures` keeps a file of each. */
export const projectVersion = 2;
export const projectEnding = '.dropcast';
export const entryNames = {
  json: 'project.json',
  arrays: 'arrays.bin',
  weights: 'weights.safetensors',
  data: 'data',
} as const;

export type ProjectSelection = Omit<KeptSelection, 'profile'>;
type ProjectPiece = Omit<KeptPiece, 'selection'> & { selection: ProjectSelection };

/** What a project holds besides the data. */
export type Project = {
  file: Pick<KeptFile, 'name' | 'analysis' | 'changedAtMs' | 'runEndedAtMs' | 'seriesCount'> & {
    selection: ProjectSelection;
    /** Of the columns as they are read so. */
    columns: readonly string[];
    /** Of the data. */
    bytes: number;
    crc: number;
  };
  pieces: readonly ProjectPiece[];
};

/** Why a project file is not opened. */
export type ProjectProblem = {
  code: 'project';
  params: { name: string; reason: 'damaged' | 'newer' | 'too-large' | 'no-project' };
};

export function isProjectName(name: string): boolean {
  return name.toLowerCase().endsWith(projectEnding);
}
