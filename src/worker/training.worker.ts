/** Does the jobs of all analyses, most of which train something. */
import { jobSideOf } from '../analyses/job-sides.ts';
import { wasmFiles } from '../compute/wasm-files.ts';
import { loadWeights, takeWeightsFrom } from '../forecasters/pretrained/load-weights.ts';
import { fetchWeights } from '../forecasters/pretrained/weights-beside-app.ts';
import { createJobCalls } from './job-calls.ts';
import { serve } from './server.ts';

takeWeightsFrom(fetchWeights);
// Ahead, so that a first forecast needs no connection; who needs them and finds them missing says so.
void loadWeights().catch(() => {});

serve(self as DedicatedWorkerGlobalScope, createJobCalls(wasmFiles, jobSideOf));
