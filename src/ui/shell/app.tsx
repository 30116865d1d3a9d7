import { type RefObject, useCallback, useEffect, useMemo, useRef } from 'react';
import { createWords } from '../../i18n/words.ts';
import type { Session } from '../../session/session-state.ts';
import { DropTarget } from '../drop/drop-target.tsx';
import { Start } from '../drop/start.tsx';
import { Announcers } from './announcers.tsx';
import { Boundary } from './boundary.tsx';
import { PickFileContext, SessionContext, useSession, useWords, WordsContext } from './context.ts';
import controls from './controls.module.css';
import { Header } from './header.tsx';
import { latePart } from './late-part.tsx';
import { LinkNote } from './link-note.tsx';
import { Question } from './question.tsx';
import styles from './shell.module.css';
import { StrayError } from './stray-error.tsx';

const Workbench = latePart(async () => (await import('./workbench.tsx')).Workbench);

/** What the file dialogue offers first: the endings of the files that are read. */
const readEndings =
  '.csv,.tsv,.tab,.psv,.txt,.dat,.xlsx,.xlsm,.ods,.parquet,.json,.jsonl,.ndjson,.gz,.zip,text/csv,text/plain';

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
      accept={readEndings}
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
  const main = useRef<HTMLElement>(null);
  const hasData = shown !== null;
  // The control that opened the data is gone with the start page: whoever was on it goes on from the content.
  useEffect(() => {
    if (hasData && document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [hasData]);
  return (
    <>
      <a className={styles.skip} href="#content">
        {say('app.skip')}
      </a>
      <Boundary>
        <Header />
      </Boundary>
      <main ref={main} id="content" className={styles.main} tabIndex={-1}>
        <FileInput input={fileInput} />
        <Boundary>
          <LinkNote />
          {shown ? <Workbench shown={shown} /> : <Start />}
        </Boundary>
      </main>
      <footer className={styles.footer}>
        <p>
          {say('app.privacy')}{' '}
          <a href="licences.txt" target="_blank" data-testid="licences" rel="noopener">
            {say('app.licences')}
          </a>
        </p>
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
function Shell() {
  const language = useSession((state) => state.language);
  const theme = useSession((state) => state.theme);
  const loadSamples = useSession((state) => state.loadSamples);
  const words = useMemo(() => createWords(language), [language]);
  const fileInput = useRef<HTMLInputElement>(null);
  const pickFile = useCallback(() => fileInput.current?.click(), []);

  useEffect(() => {
    document.documentElement.lang = language;
    document.title = words.say('app.title');
  }, [language, words]);
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

/** The whole page. */
export function App({ session }: { session: Session }) {
  return (
    <SessionContext value={session}>
      <Shell />
    </SessionContext>
  );
}
