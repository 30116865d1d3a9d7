import { useId, useState } from 'react';
import type { Settings } from '../../../../forecasters/settings.ts';
import { useWords } from '../../../../ui/shell/context.ts';
import controls from '../../../../ui/shell/controls.module.css';
import { writeLink } from '../../state/share-link.ts';
import { useForecast } from '../context.ts';
import styles from './search.module.css';

function addressOf(settings: Settings): string {
  return new URL(`#${writeLink(settings)}`, location.href).href;
}

/** The present settings as a link: copied, and shown for where copying is forbidden. */
export function ShareLink() {
  const { say } = useWords();
  const id = useId();
  const settings = useForecast((state) => state.settings);
  const [shared, setShared] = useState<{ settings: Settings; isCopied: boolean } | null>(null);
  if (!settings) return null;
  // Once settings change, the link shown would be to others.
  const shown = shared?.settings === settings ? shared : null;

  async function copy(current: Settings): Promise<void> {
    try {
      await navigator.clipboard.writeText(addressOf(current));
      setShared({ settings: current, isCopied: true });
    } catch {
      setShared({ settings: current, isCopied: false });
    }
  }

  return (
    <div className={styles.share}>
      <button className={controls.link} type="button" data-testid="share" onClick={() => void copy(settings)}>
        {say('share.copy')}
      </button>
      {shown && (
        <>
          <label className={controls.hidden} htmlFor={id}>
            {say('share.link')}
          </label>
          <input
            id={id}
            className={styles.link}
            data-testid="share-link"
            type="text"
            readOnly
            value={addressOf(shown.settings)}
            onFocus={({ target }) => target.select()}
          />
          <p className={controls.faint} role="status">
            {say(shown.isCopied ? 'share.copied' : 'share.not-copied')}
          </p>
        </>
      )}
    </div>
  );
}
