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
  | 'not-asked-for';

/** Which backend runs and why. `adapter` describes the GPU where one is used. */
export type BackendChoice = {
  backend: BackendName;
  adapter: string | null;
  softwareAdapter: boolean;
  passedOver: { backend: BackendName; refusal: BackendRefusal }[];
};
