import { type Language, languages, languageTags } from '../../base/languages.ts';
import { type Theme, themes } from '../../session/preferences.ts';
import { FileMenu } from '../files/file-menu.tsx';
import { useSession, useWords } from './context.ts';
import { Help } from './help.tsx';
import styles from './shell.module.css';

/** The mark: a drop that becomes a line, and the line's next point. */
function Mark() {
  return (
    <svg className={styles.mark} viewBox="0 0 32 32" aria-hidden="true">
      <path className={styles.markLine} d="M3 23 9 14l5 6 6-11" />
      <circle className={styles.markDot} cx="26" cy="6.5" r="3.5" />
    </svg>
  );
}

/** The page's head: its name, the choice of language and appearance, and help. */
export function Header() {
  const { say } = useWords();
  const language = useSession((state) => state.language);
  const theme = useSession((state) => state.theme);
  const setLanguage = useSession((state) => state.setLanguage);
  const setTheme = useSession((state) => state.setTheme);
  return (
    <header className={styles.header}>
      <div className={styles.brand}>
        <Mark />
        <span>{say('app.name')}</span>
      </div>
      <div className={styles.preferences}>
        <FileMenu />
        <select
          data-testid="language"
          aria-label={say('app.language')}
          value={language}
          onChange={({ target }) => setLanguage(target.value as Language)}
        >
          {languageTags.map((tag) => (
            <option key={tag} value={tag} lang={tag}>
              {languages[tag].name}
            </option>
          ))}
        </select>
        <select
          data-testid="theme"
          aria-label={say('app.theme')}
          value={theme}
          onChange={({ target }) => setTheme(target.value as Theme)}
        >
          {themes.map((id) => (
            <option key={id} value={id}>
              {say(`app.theme.${id}`)}
            </option>
          ))}
        </select>
        <Help />
      </div>
    </header>
  );
}
