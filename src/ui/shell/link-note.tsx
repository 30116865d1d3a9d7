import { use } from 'react';
import type { LinkState } from '../../session/session-state.ts';
import { useSession, useWords, ViewSidesContext } from './context.ts';
import controls from './controls.module.css';
import { latePart } from './late-part.tsx';

/** Why a link could not be read, in the words of the analysis that it was meant for. */
function BrokenText({ link }: { link: Extract<LinkState, { state: 'broken' }> }) {
  const words = useWords();
  const side = use(use(ViewSidesContext)(link.analysis));
  return side.sayProblem(words, link.problem, false);
}

const LateBrokenText = latePart(async () => BrokenText);

/** What a link or the file of a model brings: something that waits for data, or that could not be read. */
export function LinkNote() {
  const { say } = useWords();
  const link = useSession((state) => state.link);
  const dismissLink = useSession((state) => state.dismissLink);
  // What was brought says itself that settings wait for the file.
  const isSaid = useSession(({ brought, isAtStart }) => brought !== null && isAtStart);
  if (link.state === 'none' || (link.state === 'waiting' && link.file === null && isSaid)) return null;
  const isBroken = link.state === 'broken';
  const file = isBroken ? null : link.file;
  return (
    <div className={isBroken ? controls.notice : controls.calm} role={isBroken ? 'alert' : 'status'}>
      <p data-testid="link-note" data-code={isBroken ? link.problem.code : 'waiting'}>
        {isBroken && <LateBrokenText link={link} />}
        {!isBroken && (file === null ? say('link.waiting') : say('model.waiting', { name: file }))}
      </p>
      <button className={controls.link} type="button" onClick={dismissLink}>
        {say('link.dismiss')}
      </button>
    </div>
  );
}
