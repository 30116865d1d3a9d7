/**
 * Node's test files share a worker, so that tfjs is loaded once for all of them but those that start a backend. Runs around each
 * file: what it leaves in tfjs or in the clock fails it, and the file after it finds an engine without tensors whose backends have
 * not started.
 */
import { afterAll, afterEach, beforeAll, expect, inject, vi } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    /** Whether files share a worker. */
    isShared: boolean;
  }
}

type Engine = {
  state: { gradientDepth: number; scopeStack: unknown[] };
  registry: Record<string, unknown>;
  reset(): void;
};

/** tfjs's engine, where any file of this worker has loaded it. */
const engineIfLoaded = () => (globalThis as { _tfengine?: Engine })._tfengine;

beforeAll(() => engineIfLoaded()?.reset());

afterEach(() => {
  vi.useRealTimers();
});

afterAll(async () => {
  const engine = engineIfLoaded();
  if (!engine) return;
  const { currentFault } = await import('../../src/compute/fault.ts');
  const { takeRetirements } = await import('../../src/compute/op.ts');
  const { takeRepairs } = await import('../../src/compute/recovery.ts');
  const { state } = engine;
  const left = {
    fault: currentFault(),
    retirements: takeRetirements(),
    repairs: takeRepairs(),
    gradients: state.gradientDepth,
    scopes: state.scopeStack.length,
  };
  expect(left, 'left behind by this file').toEqual({
    fault: null,
    retirements: [],
    repairs: [],
    gradients: 0,
    scopes: 0,
  });
  const started = Object.keys(engine.registry);
  if (inject('isShared')) expect(started, 'a file that starts wasm says `startBackend` itself').not.toContain('wasm');
});
