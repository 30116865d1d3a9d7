/** How the file of a trained network is called. */
export const modelEndings = ['.model.zip', '.safetensors'] as const;

/** How the files of a training that several shops share are called: what a round begins with, and what a shop hands back. */
export const roundEnding = '.dropcast-round';
export const contributionEnding = '.dropcast-part';

const endsIn = (name: string, endings: readonly string[]) =>
  endings.some((ending) => name.toLowerCase().endsWith(ending));

export function isRoundName(name: string): boolean {
  return endsIn(name, [roundEnding, contributionEnding]);
}

/** Whether it is called as a network, trained or in training. */
export function isModelName(name: string): boolean {
  return endsIn(name, modelEndings) || isRoundName(name);
}
