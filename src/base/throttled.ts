/** Passes on at most one value in `everyMs`; what comes in between is dropped, the newest value always wins. */
export function throttled<Value>(send: (value: Value) => void, everyMs = 100): (value: Value) => void {
  let lastMs = Number.NEGATIVE_INFINITY;
  return (value) => {
    const nowMs = performance.now();
    if (nowMs - lastMs < everyMs) return;
    lastMs = nowMs;
    send(value);
  };
}
