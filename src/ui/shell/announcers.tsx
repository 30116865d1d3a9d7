import { use } from 'react';
import { useSession, useWords, ViewSidesContext } from './context.ts';
import controls from './controls.module.css';
import { latePart } from './late-part.tsx';
import { settledView } from './settled-view.ts';

/** What the analysis in front has to say. */
function Front() {
  const loadView = use(ViewSidesContext);
  const analysis = useSession((state) => state.analysis);
  const state = useSession(({ states }) => states[analysis]);
  if (!state) return null;
  const Announcer = use(settledView(loadView, analysis))?.Announcer;
  return Announcer ? <Announcer state={state} /> : null;
}

const LateFront = latePart(async () => Front);

/** Speaks the turns of what goes on to those who cannot see them. */
export function Announcers() {
  const { say } = useWords();
  const reading = useSession((state) => state.reading);
  return (
    <div className={controls.hidden} role="status">
      {reading.state === 'parsing' ? say('reading.parsing', { name: reading.name }) : <LateFront />}
    </div>
  );
}
