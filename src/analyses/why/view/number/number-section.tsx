export function NumberSection() {
  return null;
}
