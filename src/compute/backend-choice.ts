export const backendNames = ['webgpu', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** Why a backend was passed over. */
export type BackendRefusal =
  | 'not-supported'
  | 'no-adapter'
  | 'software-adapter'
  | 'failed-to-start'
  | 'gradient-test-failed'
  | 'failed-while-running'
  | 'lost-twice'
  | 'out-of-memory'
  | 'not-asked-for';

/**
 * What was done about a GPU that failed: it was started again after a loss; it learns with smaller batches, for want of
 * memory; these operations run on tfjs's own, for its driver does not compile ours.
 */
export type BackendNote = { note: 'restarted' | 'smaller-batches' } | { note: 'twins'; ops: string[] };

/** Which backend runs and why. `adapter` describes the GPU where one is used. */
export type BackendChoice = {
  backend: BackendName;
  adapter: string | null;
  softwareAdapter: boolean;
  passedOver: { backend: BackendName; refusal: BackendRefusal }[];
  notes?: readonly BackendNote[];
};
