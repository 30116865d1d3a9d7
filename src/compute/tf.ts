/** The one door to TensorFlow.js: the core with every gradient. Backends are started in backend.ts. */
// The core first: gradients cannot be registered before its flags are.
import '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-core/dist/register_all_gradients';

export * from '@tensorflow/tfjs-core';
