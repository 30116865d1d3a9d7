import { Suspense, use, useId, useState } from 'react';
import type { AnalysisId } from '../../analyses/list.ts';
import { isOneFile } from '../../base/carried-files.ts';
import { downloadBlob } from '../../export/download.ts';
import type { KeptFile } from '../../session/keeping/kept.ts';
import type { AnalysisState } from '../../session/session-side.ts';
import { useSession, useWords, ViewSidesContext } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './files.module.css';
import { sayKept } from './say-kept.ts';
import { type FilesWords, filesWords } from './words/files-words.ts';

function Row({ words, file, isShown }: { words: FilesWords; file: KeptFile; isShown: boolean }) {
  const { say } = words;
  const goOn = useSession((state) => state.goOn);
  const forgetKept = useSession((state) => state.forgetKept);
  return (
    <li className={styles.row} data-testid="kept-file">
      <span className={styles.name}>
        {file.name}
        <span className={styles.about}>{sayKept(words, file)}</span>
      </span>
      {isShown && <span className={styles.about}>{say('files.open-here')}</span>}
      {file.isOpenElsewhere && <span className={styles.about}>{say('files.open-elsewhere')}</span>}
      {!isShown && !file.isOpenElsewhere && (
        <button
          className={controls.link}
          type="button"
          aria-label={say('files.open-file', { name: file.name })}
          onClick={(event) => {
            event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
            void goOn(file.id);
          }}
        >
          {say('files.open')}
        </button>
      )}
      <button
        className={controls.link}
        type="button"
        aria-label={say('files.delete-file', { name: file.name })}
        onClick={() => void forgetKept(file.id)}
      >
        {say('files.delete')}
      </button>
    </li>
  );
}

/** What is kept in this browser, with the sizes, and how to be rid of it. */
function Kept({ words }: { words: FilesWords }) {
  const { say } = words;
  const { files, state } = useSession(({ keeping }) => keeping);
  const shownId = useSession(({ keeping }) => keeping.openId);
  const forgetKept = useSession((session) => session.forgetKept);
  const setKeeping = useSession((session) => session.setKeeping);
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return (
    <section className={styles.kept}>
      <h2>{say('files.kept')}</h2>
      <p className={styles.about}>{say('files.why')}</p>
      {isOneFile && state !== 'off' && (
        <p className={styles.about} data-testid="kept-from-disk">
          {say('files.from-disk')}
        </p>
      )}
      {(state === 'refused' || state === 'full' || state === 'too-large') && <p>{say(`keep.${state}`)}</p>}
      {files.length > 0 && (
        <>
          <ul className={styles.list}>
            {files.map((file) => (
              <Row key={file.id} words={words} file={file} isShown={file.id === shownId} />
            ))}
          </ul>
          <p className={styles.sum}>
            <span data-testid="kept-bytes">{say('files.sum', { bytes: words.bytes(bytes) })}</span>
            <button
              className={controls.button}
              type="button"
              data-testid="delete-kept"
              onClick={() => void forgetKept()}
            >
              {say('files.delete-all')}
            </button>
          </p>
        </>
      )}
      {files.length === 0 && <p className={styles.about}>{say('files.none')}</p>}
      <label className={styles.choice}>
        <input
          type="checkbox"
          data-testid="keep-nothing"
          checked={state === 'off'}
          onChange={({ target }) => void setKeeping(!target.checked)}
        />
        {say('files.keep-nothing')}
      </label>
    </section>
  );
}

/** Saves the work on what is open as a file. */
function SaveProject({ words }: { words: FilesWords }) {
  const { say } = words;
  const source = useSession(({ shown }) => shown?.source ?? null);
  const saveProject = useSession((state) => state.saveProject);
  const [hasData, setHasData] = useState(true);
  const [state, setState] = useState<'idle' | 'saving' | 'failed'>('idle');
  if (!source) return null;
  const save = async () => {
    setState('saving');
    try {
      const saved = await saveProject(hasData);
      if (saved) downloadBlob(saved.name, saved.blob);
      setState(saved ? 'idle' : 'failed');
    } catch {
      setState('failed');
    }
  };
  return (
    <section className={styles.kept}>
      <h2>{say('files.project')}</h2>
      <p className={styles.about}>{say('files.project-why')}</p>
      <label className={styles.choice}>
        <input
          type="checkbox"
          data-testid="project-data"
          checked={hasData}
          onChange={({ target }) => setHasData(target.checked)}
        />
        {say('files.with-data', { name: source.name, bytes: words.bytes(source.blob.size) })}
      </label>
      <button
        className={controls.primary}
        type="button"
        data-testid="save-project"
        disabled={state === 'saving'}
        onClick={() => void save()}
      >
        {say('files.save-project')}
      </button>
      {state === 'failed' && <p role="alert">{say('files.not-saved')}</p>}
    </section>
  );
}

/** The result as a page that stands alone, where there is one. */
function SavePage({ words, analysis, state }: { words: FilesWords; analysis: AnalysisId; state: AnalysisState }) {
  const { SavePage: Save } = use(use(ViewSidesContext)(analysis));
  if (!Save) return null;
  return (
    <>
      <p className={styles.about}>{words.say('files.share-page')}</p>
      <div>
        <Save state={state} />
      </div>
    </>
  );
}

/** What of the result goes along. */
type Along = { result: boolean; past: boolean; by: string };
type Carries = 'none' | 'result' | 'past';
type Shareable = NonNullable<ReturnType<NonNullable<AnalysisState['shareable']>>>;

function ChooseAlong({
  words,
  shareable: { name, values, past },
  along,
  onChange,
}: {
  words: FilesWords;
  shareable: Shareable;
  along: Along;
  onChange: (along: Along) => void;
}) {
  const { say } = words;
  const id = useId();
  return (
    <>
      <label className={styles.choice}>
        <input
          type="checkbox"
          data-testid="share-result"
          checked={along.result}
          onChange={({ target }) => onChange({ ...along, result: target.checked, past: false })}
        />
        {say('files.share-result', { name, count: values })}
      </label>
      {along.result && (
        <div className={styles.along}>
          <label className={styles.choice}>
            <input
              type="checkbox"
              data-testid="share-past"
              checked={along.past}
              onChange={({ target }) => onChange({ ...along, past: target.checked })}
            />
            {say('files.share-past', { count: past })}
          </label>
          <label className={styles.by} htmlFor={id}>
            {say('files.share-by')}
            <input
              id={id}
              className={styles.address}
              data-testid="share-by"
              type="text"
              maxLength={80}
              value={along.by}
              onChange={({ target }) => onChange({ ...along, by: target.value })}
            />
          </label>
        </div>
      )}
    </>
  );
}

/** A link to what is shown: copied, and shown for where copying is forbidden. */
function Share({ words }: { words: FilesWords }) {
  const { say } = words;
  const id = useId();
  const analysis = useSession((state) => state.analysis);
  const state = useSession(({ states }) => states[analysis] ?? null);
  // What can be shared changes as a run ends.
  useSession(({ runs }) => runs);
  const shareable = state?.shareable?.() ?? null;
  const [along, setAlong] = useState<Along>({ result: false, past: false, by: '' });
  const hasData = useSession(({ shown }) => shown !== null);
  const writeLink = useSession((state) => state.writeLink);
  const [shared, setShared] = useState<{ address: string; isCopied: boolean; carries: Carries } | null>(null);
  if (!hasData) return null;
  const share = async () => {
    const isWith = shareable !== null && along.result;
    const result = isWith ? { by: along.by, hasPast: along.past } : null;
    const address = new URL(`#${await writeLink(result)}`, location.href).href;
    const isCopied = await navigator.clipboard?.writeText(address).then(
      () => true,
      () => false,
    );
    setShared({ address, isCopied: isCopied === true, carries: !isWith ? 'none' : along.past ? 'past' : 'result' });
  };
  return (
    <section className={styles.kept}>
      <h2>{say('files.share')}</h2>
      <p className={styles.about}>{say('files.share-why')}</p>
      {isOneFile && <p className={styles.about}>{say('files.share-disk')}</p>}
      {shareable && (
        <ChooseAlong
          words={words}
          shareable={shareable}
          along={along}
          onChange={(changed) => {
            setAlong(changed);
            setShared(null);
          }}
        />
      )}
      <button className={controls.button} type="button" data-testid="share" onClick={() => void share()}>
        {say('files.share-copy')}
      </button>
      {shared && (
        <>
          <label className={controls.hidden} htmlFor={id}>
            {say('files.share')}
          </label>
          <input
            id={id}
            className={styles.address}
            data-testid="share-url"
            type="text"
            readOnly
            value={shared.address}
            onFocus={({ target }) => target.select()}
          />
          <p className={styles.about} role="status">
            {words.sentences([
              say(shared.isCopied ? 'files.share-copied' : 'files.share-not-copied'),
              say(`files.share-carries.${shared.carries}`),
            ])}
          </p>
        </>
      )}
      {state && shareable && (
        <Suspense fallback={null}>
          <SavePage words={words} analysis={analysis} state={state} />
        </Suspense>
      )}
    </section>
  );
}

/** What the file menu opens. Its words may have to be waited for, and React takes no hook after that in the same component. */
export function FilePanel() {
  const words = useWords(filesWords);
  return (
    <div className={styles.parts}>
      <SaveProject words={words} />
      <Share words={words} />
      <Kept words={words} />
    </div>
  );
}
