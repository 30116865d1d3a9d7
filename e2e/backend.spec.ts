import {
  expect,
  expectFiniteMetrics,
  forecast,
  models,
  modelsWithout,
  openSample,
  setNumber,
  test,
  useTinyNetwork,
} from './journey.ts';

const names = { webgpu: 'WebGPU', wasm: 'WebAssembly', cpu: 'plain JavaScript' };

for (const [backend, name] of Object.entries(names)) {
  test(`?backend=${backend} trains on ${name} and says so`, async ({ page }) => {
    await openSample(page, 'air-passengers', `?backend=${backend}`);
    await expect(page.getByTestId('backend')).toContainText(name);
    await useTinyNetwork(page);
    // A graphics adapter that software plays takes its time to compile a second network.
    const wanted = backend === 'webgpu' ? modelsWithout('transformer') : models;
    await page.getByTestId('model-transformer').setChecked(wanted.includes('transformer'));
    await setNumber(page, 'look-back', 6);
    await setNumber(page, 'horizon', 3);
    await forecast(page, wanted);
    await expectFiniteMetrics(page, [], wanted);
  });
}

test('left to itself, a software adapter is passed over for WebAssembly, and the page says why', async ({ page }) => {
  await openSample(page, 'air-passengers', '');
  await expect(page.getByTestId('backend')).toContainText('WebAssembly');
  await expect(page.getByTestId('backend')).toContainText('software adapter');
});
