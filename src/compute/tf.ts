/** The one door to TensorFlow.js: the core with every gradient. Backends are started in backend.ts. */
// First, for the gradients look at flags that it registers.
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

export * from '@tensorflow/tfjs-core';
