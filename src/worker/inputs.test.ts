import { expect, it } from 'vitest';
import { ok } from '../base/result.ts';
import { createInputs } from './inputs.ts';
import { serve } from './server.ts';

const { signal } = new AbortController();

/** A way to data that says what it is asked for. */
function connect() {
  const asked: unknown[] = [];
  const { port1, port2 } = new MessageChannel();
  serve<'fetch-input'>(port1, {
    'fetch-input': async ({ need }) => {
      asked.push(need);
      return ok(need);
    },
  });
  const inputs = createInputs();
  inputs.connect(port2);
  return { inputs, asked, close: () => port1.close() };
}

it('asks once for what several jobs need, and again for what many others have come after', async () => {
  const { inputs, asked, close } = connect();
  await inputs.fetch(1, 'first', signal);
  await inputs.fetch(1, 'first', signal);
  expect(asked).toEqual(['first']);
  // What is asked for between others stays.
  for (let other = 0; other < 5; other += 1) await inputs.fetch(1, other, signal);
  await inputs.fetch(1, 'first', signal);
  for (let other = 5; other < 10; other += 1) await inputs.fetch(1, other, signal);
  await inputs.fetch(1, 'first', signal);
  expect(asked).toHaveLength(11);
  // A job that goes through all of a file leaves nothing behind but the last few.
  for (let other = 100; other < 120; other += 1) await inputs.fetch(1, other, signal);
  await inputs.fetch(1, 'first', signal);
  expect(asked.filter((need) => need === 'first')).toHaveLength(2);
  close();
});
