import { wasmFiles } from '../compute/wasm-files.ts';
import { serve } from './server.ts';
import { createTrainingCalls } from './training-calls.ts';

serve(self as DedicatedWorkerGlobalScope, createTrainingCalls(wasmFiles));
