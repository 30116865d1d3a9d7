/** Does the jobs of all analyses, most of which train something. */
import { jobSideOf } from '../analyses/job-sides.ts';
import { wasmFiles } from '../compute/wasm-files.ts';
import { createJobCalls } from './job-calls.ts';
import { serve } from './server.ts';

serve(self as DedicatedWorkerGlobalScope, createJobCalls(wasmFiles, jobSideOf));
