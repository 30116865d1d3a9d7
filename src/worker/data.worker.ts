import { createDataHandlers } from './data-calls.ts';
import { serve } from './server.ts';

serve(self as DedicatedWorkerGlobalScope, createDataHandlers());
