import { sayProblem } from '../../i18n/problem-words.ts';
import type { Words } from '../../i18n/words.ts';
import type { LinkState } from '../../session/session-state.ts';
import { useSession, useWords } from './context.ts';
import controls from './controls.module.css';
import styles from './shell.module.css';

function sayLink(words: Words, link: Exclude<LinkState, { state: 'none' }>): string {
  if (link.state === 'waiting') return words.say('link.waiting');
  const { problem } = link;
  switch (problem.code) {
    case 'link-version':
      return words.say('link.version', problem.params);
    case 'link-settings':
      return words.sentences([words.say('link.settings'), sayProblem(words, problem.problem, false)]);
    default:
      return words.say('link.damaged');
  }
}

/** What the page's address brings: settings that wait for data, or a link that could not be read. */
export function LinkNote() {
  const words = useWords();
  const link = useSession((state) => state.link);
  const dismissLink = useSession((state) => state.dismissLink);
  if (link.state === 'none') return null;
  const isBroken = link.state === 'broken';
  return (
    <div className={isBroken ? styles.notice : styles.linkNote} role={isBroken ? 'alert' : 'status'}>
      <p data-testid="link-note" data-code={isBroken ? link.problem.code : 'waiting'}>
        {sayLink(words, link)}
      </p>
      <button className={controls.link} type="button" onClick={dismissLink}>
        {words.say('link.dismiss')}
      </button>
    </div>
  );
}
