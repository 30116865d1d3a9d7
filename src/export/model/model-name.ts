/** How the file of a trained network is called. */
export const modelEndings = ['.model.zip', '.safetensors'] as const;

export function isModelName(name: string): boolean {
  return modelEndings.some((ending) => name.toLowerCase().endsWith(ending));
}
