/** What went wrong on the GPU behind tfjs's back: it throws for none of these. */

export type Fault = {
  /** The device is gone; it refused some work; it has no memory left. */
  kind: 'lost' | 'error' | 'out-of-memory';
  message: string;
};

let fault: Fault | null = null;
let watched: GPUDevice | null = null;
let listeners: (() => void)[] = [];

function raise(next: Fault): void {
  fault ??= next;
  for (const listener of listeners) listener();
  listeners = [];
}

/** Watches this device instead of the one before. */
export function watchDevice(device: GPUDevice): void {
  watched = device;
  fault = null;
  device.addEventListener('uncapturederror', ({ error }) => {
    const kind = error instanceof GPUOutOfMemoryError ? 'out-of-memory' : 'error';
    if (watched === device) raise({ kind, message: error.message });
  });
  void device.lost.then(({ message }) => {
    if (watched === device) raise({ kind: 'lost', message: message || 'the GPU was lost' });
  });
}

/** Forgets the device: what becomes of it is no fault. */
export function unwatchDevice(): void {
  watched = null;
  fault = null;
}

/** What has gone wrong on the device in use, if anything has. */
export function currentFault(): Fault | null {
  return fault;
}

/** The fault that makes itself known within a moment of a failed call, if one does. */
export async function awaitFault(withinMs: number): Promise<Fault | null> {
  if (fault || !watched) return fault;
  await Promise.race([
    new Promise<void>((resolve) => listeners.push(resolve)),
    new Promise<void>((resolve) => setTimeout(resolve, withinMs)),
  ]);
  return fault;
}
