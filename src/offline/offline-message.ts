/** What the page says to its service worker. */
export type OfflineMessage =
  /** Asks, over the port that comes along, whether a file is one of its build. */
  | { kind: 'holds'; address: string }
  /** Shall take the place of the one before it. */
  | { kind: 'take-over' };
