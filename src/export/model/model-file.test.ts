import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandom } from '../../base/random.ts';
import { writeZip } from '../../base/write-zip.ts';
import { modelCards } from '../../forecasters/model-cards.ts';
import { defaultSettings, type Settings } from '../../forecasters/settings.ts';
import type { NamedTensor } from '../../forecasters/trained-network.ts';
import { readModelFile, type SavedModel, weightsName, writeModelFile } from './model-file.ts';
import { NotSafetensors, readSafetensors, writeSafetensors } from './safetensors.ts';

const settings = defaultSettings({ unit: 'month', every: 1 }, 200);
const { lookBackSteps, horizonSteps } = settings;
const random = createRandom(5);
const draw = (name: string, shape: number[]): NamedTensor => ({
  name,
  shape,
  values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, () => random() - 0.5),
});
const member = () => [draw('map.bias', [horizonSteps]), draw('map.kernel', [lookBackSteps, horizonSteps])];
const saved: SavedModel = {
  model: 'nlinear',
  settings: { ...settings, network: { ...settings.network, loss: 'mse' } },
  trained: { members: [member(), member()], scaler: { centre: 1e6 / 3, spread: 0.1 }, isFloored: true },
  about: {
    data: '销售 2024.csv',
    series: 'store 5',
    columns: { time: 'month', ids: ['store'], target: 'sales' },
    step: { unit: 'month', every: 1 },
    points: 96,
    firstMs: 0,
    lastMs: 1e12,
    mae: 4.2,
    maeRatioToNaive: null,
    savedAtMs: 1.7e12,
  },
};
const read = (file: BlobPart) => readModelFile(new Blob([file]), (found) => found as Settings);
const reasonOf = async (file: BlobPart) => {
  const result = await read(file);
  return result.ok ? null : result.problem.reason;
};
const bytes = writeModelFile(saved);

function withHeader(change: (header: Record<string, unknown>) => void): Uint8Array<ArrayBuffer> {
  const size = Number(new DataView(bytes.buffer).getBigUint64(0, true));
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(8, 8 + size)));
  change(header);
  const text = new TextEncoder().encode(JSON.stringify(header));
  const file = new Uint8Array(8 + text.length + bytes.length - 8 - size);
  new DataView(file.buffer).setBigUint64(0, BigInt(text.length), true);
  file.set(text, 8);
  file.set(bytes.subarray(8 + size), 8 + text.length);
  return file;
}

function withConfig(change: object): Uint8Array<ArrayBuffer> {
  return withHeader(({ __metadata__: metadata }) => {
    const own = metadata as Record<string, string>;
    own.config = JSON.stringify({ ...JSON.parse(own.config), ...change });
  });
}

describe('the file of a model', () => {
  it('gives back what was saved, alone or in a zip', async () => {
    expect(await read(bytes)).toEqual({ ok: true, value: saved });
    const card = { name: 'model-card.en.md', bytes: new TextEncoder().encode('# card') };
    expect(await read(writeZip([{ name: weightsName, bytes }, card]))).toEqual({ ok: true, value: saved });
  });

  it('in half precision and in whole numbers keeps the weights within the step of either', async () => {
    const furthest = async (precision: 'f16' | 'int8') => {
      const result = await read(writeModelFile(saved, precision));
      if (!result.ok) throw new Error(result.problem.reason);
      const { members } = result.value.trained;
      const away = (own: NamedTensor, other: NamedTensor) =>
        own.values.map((value, at) => Math.abs(value - other.values[at]));
      return Math.max(
        ...members.flatMap((own, at) => own.flatMap((one, place) => [...away(one, saved.trained.members[at][place])])),
      );
    };
    // Values lie within 0.5, whose neighbours in half precision are 2^-12 away, and 0.5 / 127 in whole numbers.
    expect(await furthest('f16')).toBeGreaterThan(0);
    expect(await furthest('f16')).toBeLessThanOrEqual(2 ** -13);
    expect(await furthest('int8')).toBeGreaterThan(2 ** -13);
    expect(await furthest('int8')).toBeLessThanOrEqual(0.5 / 127 / 2 + 1e-7);
    expect(writeModelFile(saved, 'int8').length).toBeLessThan(writeModelFile(saved, 'f16').length);
  });

  it('is refused where it is cut short, changed, newer or something else', async () => {
    expect(await reasonOf(bytes.subarray(0, bytes.length - 1))).toBe('damaged');
    expect(await reasonOf(bytes.subarray(0, 7))).toBe('damaged');
    expect(await reasonOf('')).toBe('damaged');
    expect(await reasonOf(writeZip([{ name: 'other.txt', bytes }]))).toBe('no-model');
    expect(await reasonOf(writeSafetensors({ metadata: {}, tensors: [] }))).toBe('no-model');
    const newer = withHeader(({ __metadata__: metadata }) => Object.assign(metadata as object, { version: '2' }));
    expect(await reasonOf(newer)).toBe('newer');
    for (const change of [
      { model: 'auto' },
      { model: 'constructor' },
      { model: 'lstm' },
      { members: 3 },
      { members: 1 },
      { members: 1e9 },
      { scaler: { centre: 0, spread: 0 } },
      { scaler: { centre: null, spread: 1 } },
      { about: { ...saved.about, columns: null } },
      { about: { ...saved.about, savedAtMs: 1e300 } },
      { about: { ...saved.about, lastMs: -1e16 } },
      { about: { ...saved.about, step: { unit: 'fortnight', every: 1 } } },
      { about: { ...saved.about, step: { unit: 'toString', every: 1 } } },
      { about: { ...saved.about, step: { unit: 'month', every: 0 } } },
      { settings: { ...saved.settings, horizonSteps: horizonSteps + 1 } },
    ])
      expect(await reasonOf(withConfig(change)), JSON.stringify(change)).toBe('damaged');
    const withNaN = { ...saved, trained: { ...saved.trained, members: [[...member()]] } };
    withNaN.trained.members[0][0].values[0] = Number.NaN;
    expect(await reasonOf(writeModelFile(withNaN))).toBe('damaged');
  });

  it('never throws, whatever the bytes', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 8 }),
        async (changes) => {
          const changed = bytes.slice();
          for (const [at, byte] of changes) changed[at] = byte;
          const result = await read(changed);
          expect(typeof result.ok).toBe('boolean');
        },
      ),
      { numRuns: 200 },
    );
  });

  it('has as many weights as the card of its network says', () => {
    expect(modelCards.nlinear.countWeights({ ...settings.network, lookBackSteps, horizonSteps, levels: 1 })).toBe(
      (lookBackSteps + 1) * horizonSteps,
    );
  });
});

describe('safetensors', () => {
  const entry = (begin: number, end: number, shape = [1], dtype = 'F32') => ({
    dtype,
    shape,
    data_offsets: [begin, end],
  });
  const fileOf = (header: object, length: number, size?: bigint) => {
    const text = new TextEncoder().encode(JSON.stringify(header));
    const file = new Uint8Array(8 + text.length + length);
    new DataView(file.buffer).setBigUint64(0, size ?? BigInt(text.length), true);
    file.set(text, 8);
    return file;
  };

  it('are refused where tensors overlap, leave gaps, reach beyond the end or are described otherwise than they are', () => {
    expect(readSafetensors(fileOf({ a: entry(0, 4), b: entry(4, 8) }, 8)).tensors).toHaveLength(2);
    const hostile: Uint8Array[] = [
      fileOf({ a: entry(0, 4), b: entry(0, 4) }, 4),
      fileOf({ a: entry(0, 4), b: entry(8, 12) }, 12),
      fileOf({ a: entry(0, 8) }, 8),
      fileOf({ a: entry(0, 4) }, 3),
      fileOf({ a: entry(0, 4) }, 5),
      fileOf({ a: entry(4, 0) }, 4),
      fileOf({ a: entry(-4, 0) }, 4),
      fileOf({ a: entry(0, 4, [1], 'F8_E4M3') }, 4),
      fileOf({ a: entry(0, 4, [2 ** 30, 2 ** 30]) }, 4),
      fileOf({ a: { ...entry(0, 4), shape: 'none' } }, 4),
      fileOf({ a: null }, 4),
      fileOf({ __metadata__: { version: 1 } }, 0),
      fileOf([], 0),
      fileOf({ a: entry(0, 4) }, 4, 2n ** 63n),
      fileOf({ a: entry(0, 4) }, 4, 10_000n),
      new Uint8Array(3),
    ];
    for (const [at, file] of hostile.entries())
      expect(() => readSafetensors(file), `case ${at}`).toThrow(NotSafetensors);
  });

  /** The format read by a few lines of another language, from its description alone. */
  const reader = `
import json, struct, sys
data = open(sys.argv[1], 'rb').read()
size = struct.unpack('<Q', data[:8])[0]
header = json.loads(data[8:8 + size].decode('utf-8'))
meta = header.pop('__metadata__')
body = data[8 + size:]
codes = {'F32': 'f', 'F16': 'e', 'I8': 'b'}
end = 0
for name, entry in sorted(header.items(), key=lambda item: item[1]['data_offsets']):
    begin, stop = entry['data_offsets']
    assert begin == end, name
    end = stop
    count = 1
    for length in entry['shape']:
        count *= length
    entry['values'] = struct.unpack('<%d%s' % (count, codes[entry['dtype']]), body[begin:stop])
assert end == len(body)
assert (8 + size) % 8 == 0
print(json.dumps({'meta': meta, 'tensors': header}))
`;
  const hasPython = (() => {
    try {
      execFileSync('python3', ['--version'], { stdio: 'ignore' });
      return true;
    } catch {
      return false;
    }
  })();

  it.skipIf(!hasPython).each(['f32', 'f16', 'int8'] as const)(
    'are read elsewhere as they are meant: %s',
    (precision) => {
      const folder = mkdtempSync(join(tmpdir(), 'model-'));
      try {
        writeFileSync(join(folder, 'reader.py'), reader);
        writeFileSync(join(folder, weightsName), writeModelFile(saved, precision));
        const said = execFileSync('python3', [join(folder, 'reader.py'), join(folder, weightsName)], {
          encoding: 'utf8',
        });
        const { meta, tensors } = JSON.parse(said);
        expect(JSON.parse(meta.config).about).toEqual(saved.about);
        for (const [at, own] of saved.trained.members.entries())
          for (const { name, shape, values } of own) {
            const found = tensors[`member${at}/${name}`];
            expect(found.shape).toEqual(shape);
            const steps = tensors[`member${at}/${name}#steps`]?.values ?? [1];
            const tolerance = { f32: 0, f16: 2 ** -13, int8: 0.5 / 127 / 2 + 1e-7 }[precision];
            values.forEach((value, place) => {
              const restored = found.values[place] * steps[place % steps.length];
              expect(Math.abs(restored - value)).toBeLessThanOrEqual(tolerance);
            });
          }
      } finally {
        rmSync(folder, { recursive: true });
      }
    },
  );
});
