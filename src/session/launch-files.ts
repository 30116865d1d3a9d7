/** Files that the system opens with the installed app. */
import type { TableSource } from '../worker/protocol.ts';

type LaunchQueue = { setConsumer(take: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void };

/** @param open takes a file that was double-clicked, or dropped on the app's symbol */
export function takeLaunchFiles(open: (source: TableSource) => void): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files = [] }) => {
    const file = await files[0]?.getFile();
    if (file) open({ name: file.name, blob: file });
  });
}
