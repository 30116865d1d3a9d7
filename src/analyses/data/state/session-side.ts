/** Looking at a file has no state of its own: what is shown is what was read. */
import type { AnalysisState, SessionSide } from '../../../session/session-side.ts';

const state: AnalysisState = {
  requestFor: () => null,
  show: ({ choice, rules, uniqueId }) => ({ choice, rules, uniqueId }),
  running: () => null,
  stop: () => {},
  inputsInUse: () => [],
};

export const sessionSide: SessionSide = { createState: () => state };
