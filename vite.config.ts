import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { headersFile } from './scripts/headers.mjs';
import { licences } from './scripts/licences.mjs';
import { oneFile } from './scripts/one-file.mjs';
import { serviceWorker } from './scripts/service-worker.mjs';
import { wasmKernels } from './scripts/wasm-kernels.mjs';

/** The development server puts styles and scripts of its own into the page, which the built page's policy forbids. */
const allowInlineInDevelopment: Plugin = {
  name: 'allow-inline-in-development',
  apply: 'serve',
  transformIndexHtml: (html) =>
    html
      .replace("; require-trusted-types-for 'script'; trusted-types dropcast", '')
      .replace("script-src 'self'", "script-src 'self' 'unsafe-inline'")
      .replace("style-src 'self'", "style-src 'self' 'unsafe-inline'"),
};

const plugins = () => [react(), wasmKernels()];
const { ofPage, ofWorkers } = licences();

export default defineConfig({
  // Relative addresses, so that dist/ works from any sub-path of any static host.
  base: './',
  plugins: [
    ...plugins(),
    allowInlineInDevelopment,
    ofPage,
    headersFile(),
    serviceWorker(),
    oneFile(plugins, () => [wasmKernels()]),
  ],
  worker: { format: 'es', plugins: () => [wasmKernels(), ofWorkers()] },
  // Found in the workers only once they start, which would reload the page in the middle of the work.
  optimizeDeps: {
    include: [
      '@tensorflow/tfjs-core',
      '@tensorflow/tfjs-core/dist/register_all_gradients',
      '@tensorflow/tfjs-backend-cpu',
      '@tensorflow/tfjs-backend-wasm',
      '@tensorflow/tfjs-backend-webgpu',
      'papaparse',
    ],
  },
  build: { target: 'es2023', sourcemap: true },
});
