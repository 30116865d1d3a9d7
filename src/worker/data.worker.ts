/** Reads files and keeps tables, and what analyses make of them. */
import { tableSides } from '../analyses/table-sides.ts';
import { createDataHandlers } from './data-calls.ts';
import { serve } from './server.ts';

serve(self as DedicatedWorkerGlobalScope, createDataHandlers(tableSides));
