/** The day of this device's clock, as ISO 8601 writes it. */
export function isoDayOf(now: Date): string {
  return [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');
}
