import { lazy, type RefObject, Suspense, useCallback, useEffect, useMemo, useRef } from 'react';
import { createWords } from '../../i18n/words.ts';
import type { LoadedData } from '../../session/run.ts';
import type { Session } from '../../session/session.ts';
import { ForecastChart } from '../chart/forecast-chart.tsx';
import { DropTarget } from '../drop/drop-target.tsx';
import { OtherData } from '../drop/other-data.tsx';
import { Start } from '../drop/start.tsx';
import { Reading } from '../reading/reading.tsx';
import { SettingsPanel } from '../settings/settings-panel.tsx';
import { Announcer } from '../training/announcer.tsx';
import { Training } from '../training/training.tsx';
import { PickFileContext, SessionContext, useSession, useWords, WordsContext } from './context.ts';
import controls from './controls.module.css';
import { Header } from './header.tsx';
import { Notice } from './notice.tsx';
import styles from './shell.module.css';

// There are no results before data is loaded, which is when this is.
const Results = lazy(() => import('../results/results.tsx'));

/** Loaded data, what to do with it, and what came of it. */
function Workbench({ data }: { data: LoadedData }) {
  return (
    <div className={styles.workbench}>
      <div className={styles.top}>
        <OtherData />
        <Notice />
      </div>
      <div className={styles.reading}>
        <Reading />
      </div>
      <div className={styles.chart}>
        <ForecastChart data={data} />
      </div>
      <div className={styles.panel}>
        <SettingsPanel />
      </div>
      <div className={styles.outcome}>
        <Training />
        <Suspense>
          <Results />
        </Suspense>
      </div>
    </div>
  );
}

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
  const data = useSession((state) => state.data);
  const main = useRef<HTMLElement>(null);
  const hasData = data !== null;
  // The control that opened the data is gone with the start page: whoever was on it goes on from the content.
  useEffect(() => {
    if (hasData && document.activeElement === document.body) main.current?.focus({ preventScroll: true });
  }, [hasData]);
  return (
    <>
      <a className={styles.skip} href="#content">
        {say('app.skip')}
      </a>
      <Header />
      <main ref={main} id="content" className={styles.main} tabIndex={-1}>
        <FileInput input={fileInput} />
        {data ? <Workbench data={data} /> : <Start />}
      </main>
      <footer className={styles.footer}>
        <p>{say('app.privacy')}</p>
      </footer>
      <Announcer />
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
        <DropTarget>
          <Page fileInput={fileInput} />
        </DropTarget>
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
