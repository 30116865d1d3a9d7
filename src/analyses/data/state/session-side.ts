/** Looking at a file has no state of its own: what is shown is what was read. */

import type { AnalysisState, SessionSide } from '../../../session/session-side.ts';
import type { FileRequest } from '../inputs.ts';

const state: AnalysisState = {
  requestFor: ({ choice, rules }): FileRequest => ({ choice, rules }),
  show: ({ choice, rules, uniqueId }) => ({ choice, rules, uniqueId }),
  running: () => null,
  stop: () => {},
  inputsInUse: () => [],
};

export const sessionSide: SessionSide = { createState: () => state };
