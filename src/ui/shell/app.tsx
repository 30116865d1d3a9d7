import { type RefObject, useCallback, useEffect, useRef } from 'react';
import { isOneFile } from '../../base/carried-files.ts';
import { modelEndings } from '../../export/model/model-name.ts';
import type { Words } from '../../i18n/words.ts';
import { projectEnding } from '../../session/project/project.ts';
import type { Session } from '../../session/session-state.ts';
import { readEndings } from '../../table/formats/format-cards.ts';
import { DropTarget } from '../drop/drop-target.tsx';
import { Start } from '../drop/start.tsx';
import { KeepingNote } from '../files/keeping-note.tsx';
import { ProjectNote } from '../files/project-note.tsx';
import { Announcers } from './announcers.tsx';
import { Boundary } from './boundary.tsx';
import { PickFileContext, SessionContext, useSession, useWords, WordsContext } from './context.ts';
import controls from './controls.module.css';
import { Header } from './header.tsx';
import { latePart } from './late-part.tsx';
import { LinkNote } from './link-note.tsx';
import { Offline } from './offline.tsx';
import { OwnTextLink } from './own-text-link.tsx';
import { Question } from './question.tsx';
import styles from './shell.module.css';
import { SkipLink } from './skip-links.tsx';
import { StrayError } from './stray-error.tsx';
import { useLoadedWords } from './use-loaded-words.ts';

const BroughtResult = latePart(async () => (await import('./brought-result.tsx')).BroughtResult);
const Workbench = latePart(async () => (await import('./workbench.tsx')).Workbench);

/** The file dialogue, which the buttons of the page open. */
function FileInput({ input }: { input: RefObject<HTMLInputElement | null> }) {
  const { say } = useWords();
  const openFile = useSession((state) => state.openFile);
  return (
    <input
      ref={input}
      className={controls.hidden}
      data-testid="file-input"
      type="file"
      accept={[readEndings, projectEnding, ...modelEndings].join()}
      tabIndex={-1}
      aria-label={say('start.choose-file')}
      onChange={({ target }) => {
        const file = target.files?.[0];
        if (file) void openFile({ name: file.name, blob: file });
        // So that choosing the same file again is noticed.
        target.value = '';
      }}
    />
  );
}

function Page({ fileInput }: { fileInput: RefObject<HTMLInputElement | null> }) {
  const { say } = useWords();
  const shown = useSession((state) => (state.isAtStart ? null : state.shown));
  const isBrought = useSession(({ brought }) => brought !== null);
  const main = useRef<HTMLElement>(null);
  const hasData = shown !== null;
  const isFull = useSession((state) => !state.isAtStart || state.reading.state === 'parsing');
  // The control that opened the data is gone with the start page: whoever was on it goes on from the content.
  useEffect(() => {
    if (hasData && document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [hasData]);
  return (
    <>
      <SkipLink />
      <Boundary>
        <Header />
      </Boundary>
      <main ref={main} id="content" className={styles.main} data-full={isFull} tabIndex={-1}>
        <FileInput input={fileInput} />
        <Boundary>
          <LinkNote />
          <ProjectNote />
          {!shown && isBrought && <BroughtResult />}
          {shown ? <Workbench shown={shown} /> : <Start />}
        </Boundary>
      </main>
      <footer className={styles.footer}>
        <p>
          {say('app.privacy')}{' '}
          <OwnTextLink href="licences.txt" data-testid="licences">
            {say('app.licences')}
          </OwnTextLink>
          {!isOneFile && (
            <>
              {' · '}
              <a href="dropcast.html" download data-testid="one-file">
                {say('app.one-file')}
              </a>
            </>
          )}
        </p>
        <KeepingNote />
        <Offline />
      </footer>
      <Boundary>
        <Announcers />
      </Boundary>
      <Question />
      <StrayError />
    </>
  );
}

/** What is around every part of the page: its words, its appearance, the file dialogue, dropping and pasting. */
function Shell({ firstWords }: { firstWords: Words }) {
  const theme = useSession((state) => state.theme);
  const loadSamples = useSession((state) => state.loadSamples);
  const words = useLoadedWords(firstWords);
  const fileInput = useRef<HTMLInputElement>(null);
  const pickFile = useCallback(() => fileInput.current?.click(), []);

  useEffect(() => {
    document.documentElement.lang = words.language;
    document.documentElement.dir = words.dir;
    document.title = words.say('app.title');
  }, [words]);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
  }, [theme]);
  useEffect(() => {
    void loadSamples();
  }, [loadSamples]);

  return (
    <WordsContext value={words}>
      <PickFileContext value={pickFile}>
        <Boundary>
          <DropTarget>
            <Page fileInput={fileInput} />
          </DropTarget>
        </Boundary>
      </PickFileContext>
    </WordsContext>
  );
}

/**
 * The whole page.
 *
 * @param words of the language to begin with
 */
export function App({ session, words }: { session: Session; words: Words }) {
  return (
    <SessionContext value={session}>
      <Shell firstWords={words} />
    </SessionContext>
  );
}
