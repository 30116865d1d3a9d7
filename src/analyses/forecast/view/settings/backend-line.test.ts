import { describe, expect, it } from 'vitest';
import { languageTags } from '../../../../base/languages.ts';
import type { BackendChoice } from '../../../../compute/backend-choice.ts';
import { englishWords, loadWords } from '../../../../i18n/load-words.ts';
import { sayBackend } from './backend-line.tsx';

const onGpu: BackendChoice = { backend: 'webgpu', adapter: 'a GPU', softwareAdapter: false, passedOver: [] };
const onWasm: BackendChoice = { ...onGpu, backend: 'wasm', adapter: null };
const said = (choice: BackendChoice) => sayBackend(englishWords, { state: 'chosen', choice }).join(' ');

it.each<[string, BackendChoice, RegExp]>([
  ['has too little memory', { ...onGpu, notes: [{ note: 'smaller-batches' }] }, /out of memory.*smaller batches/],
  [
    'has too little even for smaller batches',
    { ...onWasm, passedOver: [{ backend: 'webgpu', refusal: 'out-of-memory' }] },
    /on WebAssembly.*WebGPU: .*too little memory/,
  ],
  ['was lost', { ...onGpu, notes: [{ note: 'restarted' }] }, /lost once.*went on/],
  ['was lost again', { ...onWasm, passedOver: [{ backend: 'webgpu', refusal: 'lost-twice' }] }, /lost twice/],
  ['has a driver that does not compile all', { ...onGpu, notes: [{ note: 'twins', ops: ['Linear'] }] }, /Linear/],
  ['is not there', { ...onWasm, passedOver: [{ backend: 'webgpu', refusal: 'no-adapter' }] }, /no graphics adapter/],
])('says so where the GPU %s', (_, choice, words) => {
  expect(said(choice)).toMatch(words);
});

describe.each(languageTags)('in %s', (language) => {
  it('a GPU that is given up is never called the fastest there is', async () => {
    const words = await loadWords(language);
    const fastest = words.say('backend.why.fastest');
    for (const refusal of ['not-supported', 'out-of-memory', 'lost-twice', 'failed-while-running'] as const) {
      const choice = { ...onWasm, passedOver: [{ backend: 'webgpu', refusal } as const] };
      const [first, second, ...more] = sayBackend(words, { state: 'chosen', choice });
      expect([first, second]).not.toContain(fastest);
      expect(second.length).toBeGreaterThan(0);
      expect(more).toEqual([]);
    }
  });
});
