/** Whoever works for longer without a pause keeps messages waiting that somebody notices. */
const busyMs = 4;

let lastMs = 0;

/** Lets waiting messages in, a cancel say, without the delay of a timer or the frame rate of a hidden tab. */
export function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      lastMs = performance.now();
      resolve();
    };
    port2.postMessage(null);
  });
}

/** The same where the last pause is a while ago, else next to nothing: for work that is made of many small parts. */
export async function pauseIfBusy(): Promise<void> {
  if (performance.now() - lastMs >= busyMs) await pause();
}
