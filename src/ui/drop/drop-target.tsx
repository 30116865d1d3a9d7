import { type ReactNode, useEffect, useState } from 'react';
import { useSession, useWords } from '../shell/context.ts';
import styles from './drop.module.css';

function holdsFile(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

/** Whether pasting here is editing, which must be left alone. */
function isField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement)) return false;
  return target.dataset.paste !== 'open';
}

/** Makes the whole page a place to drop a file on and to paste into. */
export function DropTarget({ children }: { children: ReactNode }) {
  const { say } = useWords();
  const openFile = useSession((state) => state.openFile);
  const openText = useSession((state) => state.openText);
  const [isOver, setIsOver] = useState(false);

  useEffect(() => {
    // Entering a child comes before leaving its parent, so the page has been left when the counts are even.
    let depth = 0;
    const enter = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      // What is let go over an element just entered is refused otherwise: the page may have moved under the pointer.
      event.preventDefault();
      depth += 1;
      setIsOver(true);
    };
    const leave = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      depth = Math.max(0, depth - 1);
      if (depth === 0) setIsOver(false);
    };
    const over = (event: DragEvent) => {
      if (!holdsFile(event)) return;
      // A part of the page that takes files says so by taking the drag, and says itself what becomes of them.
      setIsOver(!event.defaultPrevented);
      event.preventDefault();
    };
    const drop = (event: DragEvent) => {
      depth = 0;
      setIsOver(false);
      const file = event.dataTransfer?.files[0];
      // A part of the page may have taken it.
      if (!file || event.defaultPrevented) return;
      event.preventDefault();
      void openFile({ name: file.name, blob: file });
    };
    const paste = (event: ClipboardEvent) => {
      if (isField(event.target) || !event.clipboardData) return;
      event.preventDefault();
      const file = event.clipboardData.files[0];
      const text = event.clipboardData.getData('text/plain');
      if (file && text === '') void openFile({ name: file.name, blob: file });
      else void openText(say('start.pasted-name'), text);
    };
    window.addEventListener('dragenter', enter);
    window.addEventListener('dragleave', leave);
    window.addEventListener('dragover', over);
    window.addEventListener('drop', drop);
    window.addEventListener('paste', paste);
    return () => {
      window.removeEventListener('dragenter', enter);
      window.removeEventListener('dragleave', leave);
      window.removeEventListener('dragover', over);
      window.removeEventListener('drop', drop);
      window.removeEventListener('paste', paste);
    };
  }, [openFile, openText, say]);

  return (
    <>
      {children}
      {isOver && (
        <div className={styles.curtain} aria-hidden="true">
          <p>{say('start.drop-now')}</p>
        </div>
      )}
    </>
  );
}
