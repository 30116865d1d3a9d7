export function ScenariosSection() {
  return null;
}
