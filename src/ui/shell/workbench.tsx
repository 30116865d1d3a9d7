import { use, useEffect, useRef } from 'react';
import { type AnalysisId, analysisIds } from '../../analyses/list.ts';
import type { Candidate } from '../../session/shown.ts';
import { OtherData } from '../drop/other-data.tsx';
import { ReadingProgress } from '../drop/reading-progress.tsx';
import { Boundary, NotLoaded } from './boundary.tsx';
import { useSession, useWords, ViewSidesContext } from './context.ts';
import { Notice } from './notice.tsx';
import { settledView } from './settled-view.ts';
import styles from './shell.module.css';
import { SkipToForecast } from './skip-links.tsx';
import { Tour } from './tour.tsx';

/** One row of questions about the data: an analysis each, and why some are not for this table; what several have in common is said once. */
function Tabs({ shown, analysis }: { shown: Candidate; analysis: AnalysisId }) {
  const words = useWords();
  const loadView = use(ViewSidesContext);
  const chooseAnalysis = useSession((state) => state.chooseAnalysis);
  const row = useRef<HTMLDivElement>(null);
  const { refusals } = shown.profile;
  // All are asked for before the first is waited for.
  const views = new Map(analysisIds.map((id) => [id, settledView(loadView, id)]));
  const all = [...views].map(([id, view]) => {
    const side = use(view);
    const refusal = refusals[id];
    const reason = refusal && side ? side.sayProblem(words, refusal, true) : null;
    return { id, name: side?.sayName(words) ?? id, refusal, reason };
  });
  // What such a table has no place for is not there.
  const tabs = all.filter(({ id, refusal, reason }) => id === analysis || refusal === null || reason !== null);
  const reasons = [...new Set(tabs.flatMap(({ reason }) => reason ?? []))].map((reason) => {
    const refused = tabs.filter((tab) => tab.reason === reason);
    return { reason, id: `refusal-${refused[0]?.id}`, names: refused.map(({ name }) => name) };
  });
  const choose = (id: AnalysisId) => {
    if (!refusals[id] && id !== analysis) void chooseAnalysis(id);
  };
  const step = (by: number) => {
    const at = tabs.findIndex(({ id }) => id === analysis);
    const open = [...tabs.keys()].map(
      (offset) => tabs[(at + by * (offset + 1) + tabs.length * tabs.length) % tabs.length],
    );
    const next = open.find(({ refusal }) => !refusal);
    if (!next) return;
    choose(next.id);
    row.current?.querySelector<HTMLElement>(`[data-testid="tab-${next.id}"]`)?.focus();
  };
  return (
    <div>
      <div
        ref={row}
        className={styles.tabs}
        role="tablist"
        aria-label={words.say('analysis.tabs')}
        onKeyDown={({ key }) => {
          if (key === 'ArrowRight') step(1);
          if (key === 'ArrowLeft') step(-1);
        }}
      >
        {tabs.map(({ id, name, refusal, reason }, place) => (
          <button
            key={id}
            id={`tab-${id}`}
            className={styles.tab}
            type="button"
            role="tab"
            data-testid={`tab-${id}`}
            aria-keyshortcuts={String(place + 1)}
            aria-selected={id === analysis}
            aria-controls="analysis"
            aria-disabled={refusal !== null}
            aria-describedby={reasons.find((one) => one.reason === reason)?.id}
            tabIndex={id === analysis ? 0 : -1}
            onClick={() => choose(id)}
          >
            {name}
          </button>
        ))}
      </div>
      {reasons.map(({ id, names, reason }) => (
        <p key={id} id={id} className={styles.refusal} data-testid={id}>
          {words.say('analysis.refused', { analysis: words.list(names), reason })}
        </p>
      ))}
    </div>
  );
}

/** What the analysis in front makes of the data. */
function Front({ analysis }: { analysis: AnalysisId }) {
  const loadView = use(ViewSidesContext);
  const side = use(settledView(loadView, analysis));
  const state = useSession(({ states }) => states[analysis]);
  if (!side) throw new NotLoaded(`The view of ${analysis} did not load`);
  return state ? <side.View state={state} /> : null;
}

/** Goes to the head of the page, where a file that comes is told of, from wherever one was in the one before. */
function useHeadOfNewFile({ source: { blob } }: Candidate, isOther: boolean): void {
  const before = useRef(blob);
  useEffect(() => {
    if (!isOther && before.current === blob) return;
    before.current = blob;
    window.scrollTo({ top: 0 });
  }, [blob, isOther]);
}

/** Loaded data, the analyses of it, and the way to other data. */
export function Workbench({ shown }: { shown: Candidate }) {
  const analysis = useSession((state) => state.analysis);
  const reading = useSession((state) => state.reading);
  const isOther = reading.state === 'parsing' && !reading.isAgain;
  useHeadOfNewFile(shown, isOther);
  return (
    <>
      <SkipToForecast />
      <div className={styles.workbench}>
        <div className={styles.top}>
          <OtherData />
          <Notice />
          {isOther && <ReadingProgress />}
          <Tabs shown={shown} analysis={analysis} />
        </div>
        <div id="analysis" role="tabpanel" aria-labelledby={`tab-${analysis}`}>
          <Boundary key={analysis}>
            <Front analysis={analysis} />
          </Boundary>
        </div>
        <Tour />
      </div>
    </>
  );
}
