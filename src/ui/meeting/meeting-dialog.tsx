import { useDeferredValue, useEffect, useMemo, useRef } from 'react';
import {
  drawMeetingChart,
  type MeetingLook,
  type MeetingShape,
  meetingShapes,
} from '../../export/meeting/meeting-chart.ts';
import { sayTime } from '../../i18n/dates.ts';
import { meetingWords } from '../../i18n/meeting/meeting-words.ts';
import { useWords } from '../shell/context.ts';
import controls from '../shell/controls.module.css';
import { ScrollRegion } from '../shell/scroll-region.tsx';
import { Select } from '../shell/select.tsx';
import styles from './meeting.module.css';
import { type MeetingData, type MeetingTexts, type Past, pasts } from './meeting-data.ts';
import { type MeetingRequest, meetingSheet, prepareMeeting } from './prepare-meeting.ts';
import type { MeetingFiles } from './use-meeting-files.ts';

const shapes = ['slide', 'document'] as const satisfies MeetingShape[];
const looks = ['light', 'dark'] as const satisfies MeetingLook[];
const fields = ['title', 'note', 'unit', 'source'] as const satisfies (keyof MeetingTexts)[];

type Change = Partial<Omit<MeetingRequest, 'texts'>> & { texts?: Partial<MeetingTexts> };

function Preview({ data, request }: { data: MeetingData; request: MeetingRequest }) {
  const words = useWords(meetingWords);
  const settled = useDeferredValue(request);
  const svg = useMemo(() => drawMeetingChart(prepareMeeting(words, data, settled)), [words, data, settled]);
  const { width, height } = meetingShapes[settled.shape];
  // As an image nothing in it can be more than a picture.
  return (
    <img
      className={styles.preview}
      data-testid="meeting-preview"
      width={width}
      height={height}
      alt={[settled.texts.title, settled.texts.note].join('. ')}
      src={`data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`}
    />
  );
}

/** The numbers of the chart, as they are copied. */
function Numbers({ data }: { data: MeetingData }) {
  const words = useWords(meetingWords);
  const { headings, rows } = useMemo(() => {
    const sheet = meetingSheet(words, data);
    return { headings: sheet.columns.map(({ heading }) => String(heading)), rows: [...sheet.rows] };
  }, [words, data]);
  return (
    <ScrollRegion className={styles.numbers} labelledBy="meeting-numbers">
      <table data-testid="meeting-table">
        <caption id="meeting-numbers">{words.say('meeting.numbers')}</caption>
        <thead>
          <tr>
            {headings.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(([period, ...cells]) => {
            const time =
              period !== null && typeof period === 'object'
                ? sayTime(words, period.ms, data.place.step)
                : String(period ?? '');
            return (
              <tr key={time}>
                <th scope="row">{time}</th>
                {cells.map((cell, at) => (
                  <td key={headings[at + 1]}>
                    {typeof cell === 'number' && Number.isFinite(cell) ? words.number(cell) : '–'}
                  </td>
                ))}
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

type DialogProps = {
  data: MeetingData;
  request: MeetingRequest;
  files: MeetingFiles;
  onChange: (change: Change) => void;
  onClose: () => void;
};

/** The chart for others: what stands on it, how it looks, and where it goes. */
export function MeetingDialog({ data, request, files, onChange, onClose }: DialogProps) {
  const { say } = useWords(meetingWords);
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => dialog.current?.showModal(), []);
  const { texts, shape, look, past } = request;
  return (
    <dialog
      ref={dialog}
      className={`${controls.dialog} ${styles.dialog}`}
      data-testid="meeting"
      aria-labelledby="meeting-title"
      onClose={onClose}
    >
      <header className={styles.head}>
        <h2 id="meeting-title">{say('meeting.title')}</h2>
        <button
          className={controls.link}
          type="button"
          data-testid="meeting-close"
          onClick={() => dialog.current?.close()}
        >
          {say('meeting.close')}
        </button>
      </header>
      <div className={styles.body}>
        <div className={styles.picture}>
          <Preview data={data} request={request} />
          <div className={styles.bar}>
            <button className={controls.primary} type="button" data-testid="meeting-copy" onClick={files.copyChart}>
              {say('meeting.copy')}
            </button>
            <button className={controls.button} type="button" data-testid="meeting-png" onClick={files.savePng}>
              {say('meeting.png')}
            </button>
            <button className={controls.button} type="button" data-testid="meeting-svg" onClick={files.saveSvg}>
              {say('meeting.svg')}
            </button>
            <button
              className={controls.button}
              type="button"
              data-testid="meeting-copy-table"
              onClick={files.copyNumbers}
            >
              {say('meeting.copy-table')}
            </button>
            <span role="status" className={controls.faint} data-testid="meeting-outcome">
              {files.outcome ? say(`meeting.${files.outcome}`) : ''}
            </span>
          </div>
        </div>
        <div className={styles.fields}>
          {fields.map((field) => (
            <label key={field} className={styles.field}>
              <span>{say(`meeting.field.${field}`)}</span>
              <textarea
                rows={field === 'note' || field === 'source' ? 2 : 1}
                maxLength={240}
                data-testid={`meeting-${field}`}
                value={texts[field]}
                onChange={({ target }) => onChange({ texts: { [field]: target.value } })}
              />
            </label>
          ))}
          <div className={styles.choices}>
            <label className={styles.field}>
              <span>{say('meeting.shape')}</span>
              <Select
                value={shape}
                data-testid="meeting-shape"
                options={shapes.map((value) => ({ value, label: say(`meeting.shape.${value}`) }))}
                onChoose={(value) => onChange({ shape: value })}
              />
            </label>
            <label className={styles.field}>
              <span>{say('meeting.look')}</span>
              <Select
                value={look}
                data-testid="meeting-look"
                options={looks.map((value) => ({ value, label: say(`meeting.look.${value}`) }))}
                onChoose={(value) => onChange({ look: value })}
              />
            </label>
            <label className={styles.field}>
              <span>{say('meeting.past')}</span>
              <Select
                value={past}
                data-testid="meeting-past"
                options={pasts.map((value: Past) => ({ value, label: say(`meeting.past.${value}`) }))}
                onChoose={(value) => onChange({ past: value })}
              />
            </label>
          </div>
        </div>
        <Numbers data={data} />
      </div>
    </dialog>
  );
}
