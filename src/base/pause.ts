/** Whoever works for longer without a pause keeps messages waiting that somebody notices. */
const busyMs = 4;

let channel: MessageChannel | null = null;
let sinceMs = 0;

/** In the order in which they wait. */
const waiting: (() => void)[] = [];

/** A port that is listened to keeps a process of Node alive, which has these two for it. */
type KeepsAlive = { ref?: () => void; unref?: () => void };

function openChannel(): MessageChannel {
  const opened = new MessageChannel();
  const port: MessagePort & KeepsAlive = opened.port1;
  port.onmessage = () => {
    sinceMs = performance.now();
    waiting.shift()?.();
    if (waiting.length === 0) port.unref?.();
  };
  return opened;
}

/** Lets waiting messages in, a cancel say, without the delay of a timer or the frame rate of a hidden tab. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    channel ??= openChannel();
    const port: MessagePort & KeepsAlive = channel.port1;
    port.ref?.();
    waiting.push(resolve);
    channel.port2.postMessage(null);
  });
}

/** The same where the last pause is a while ago, else next to nothing: for work that is made of many small parts. */
export async function pauseIfBusy(): Promise<void> {
  if (performance.now() - sinceMs >= busyMs) await pause();
}
