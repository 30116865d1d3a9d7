import { type ReactNode, Suspense, useMemo, useState } from 'react';
import { meetingWords } from '../../i18n/meeting/meeting-words.ts';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import styles from './meeting.module.css';
import type { MeetingData } from './meeting-data.ts';
import { MeetingDialog } from './meeting-dialog.tsx';
import { guessTexts, type MeetingRequest } from './prepare-meeting.ts';
import { useMeetingFiles } from './use-meeting-files.ts';

type Changes = Partial<Omit<MeetingRequest, 'texts'>> & { texts?: Partial<MeetingRequest['texts']> };
type BarProps = { data: MeetingData; children?: ReactNode };

function Bar({ data, children }: BarProps) {
  const words = useWords(meetingWords);
  const { say } = words;
  const guessed = useMemo(() => guessTexts(words, data, new Date()), [words, data]);
  /** What was changed by hand stays with the series that it was changed for. */
  const key = `${data.fileName}\n${data.seriesName}\n${data.target}`;
  const [changed, setChanged] = useState<{ key: string; changes: Changes }>({ key, changes: {} });
  const [isOpen, setOpen] = useState(false);
  const changes = changed.key === key ? changed.changes : { ...changed.changes, texts: {} };
  const request: MeetingRequest = {
    shape: 'slide',
    look: 'light',
    past: 'short',
    ...changes,
    texts: { ...guessed, ...changes.texts },
  };
  const files = useMeetingFiles(words, data, request);
  const { outcome } = files;
  const change = (next: Changes) =>
    setChanged({ key, changes: { ...changes, ...next, texts: { ...changes.texts, ...next.texts } } });
  return (
    <div className={styles.bar}>
      <span className={styles.barName}>{say('meeting.bar')}</span>
      <button className={controls.button} type="button" data-testid="download-png" onClick={files.savePng}>
        {say('meeting.png')}
      </button>
      <button className={controls.button} type="button" data-testid="download-svg" onClick={files.saveSvg}>
        {say('meeting.svg')}
      </button>
      <button className={controls.button} type="button" data-testid="meeting-open" onClick={() => setOpen(true)}>
        {say('meeting.open')}
      </button>
      {children}
      <span role="status" className={controls.faint}>
        {!isOpen && outcome ? say(`meeting.${outcome}`) : ''}
      </span>
      {isOpen && (
        <MeetingDialog data={data} request={request} files={files} onChange={change} onClose={() => setOpen(false)} />
      )}
    </div>
  );
}

/** Where it will be. */
export function MeetingRoom() {
  return <div className={styles.room} />;
}

/** The chart for others in a click, and the way to change it first. */
export function MeetingBar(props: BarProps) {
  return (
    <Suspense fallback={<MeetingRoom />}>
      <Bar {...props} />
    </Suspense>
  );
}
