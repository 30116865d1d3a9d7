import { afterEach, expect, test, vi } from 'vitest';
import { throttled } from './throttled.ts';

afterEach(() => {
  vi.useRealTimers();
});

test('throttling passes the first value on and drops those that come too soon', () => {
  vi.useFakeTimers();
  const sent: number[] = [];
  const send = throttled((value: number) => sent.push(value), 100);
  send(1);
  vi.advanceTimersByTime(50);
  send(2);
  vi.advanceTimersByTime(60);
  send(3);
  expect(sent).toEqual([1, 3]);
});
