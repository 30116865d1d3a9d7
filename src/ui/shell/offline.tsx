import { useSession, useWords } from './context.ts';
import controls from './controls.module.css';

/** Whether the page works without a connection, and a newer one where it has come: where something runs, the browser asks before it reloads. */
export function Offline() {
  const { say } = useWords();
  const { isReady, update } = useSession((state) => state.offline);
  if (update) {
    return (
      <p data-testid="new-version">
        {say('app.new-version')}{' '}
        <button className={controls.link} type="button" data-testid="update" onClick={update}>
          {say('app.update')}
        </button>
      </p>
    );
  }
  return isReady && <p data-testid="offline-ready">{say('app.offline-ready')}</p>;
}
