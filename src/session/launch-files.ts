/** Files that the system opens with the installed app, or that another app shares to it. */
import { isShared, takeShared, withoutShared } from '../offline/shared-file.ts';
import type { TableSource } from '../worker/protocol.ts';

type LaunchQueue = { setConsumer(take: (launch: { files?: readonly FileSystemFileHandle[] }) => void): void };

/** @param open takes a file that was double-clicked, dropped on the app's symbol, or shared */
export function takeLaunchFiles(open: (source: TableSource) => void): void {
  const { launchQueue } = window as { launchQueue?: LaunchQueue };
  launchQueue?.setConsumer(async ({ files = [] }) => {
    const file = await files[0]?.getFile();
    if (file) open({ name: file.name, blob: file });
  });
  if (!isShared(location.search)) return;
  // A reload does not look for it again.
  history.replaceState(history.state, '', withoutShared(location.href));
  // Private windows and some policies forbid it.
  takeShared({ caches, scope: new URL('.', document.baseURI).href }).then(
    (file) => file && open(file),
    () => {},
  );
}
