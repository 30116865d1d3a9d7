import { createRoot } from 'react-dom/client';
import { englishWords, loadWords } from './i18n/load-words.ts';
import { startSession, untilLooked } from './session/start-session.ts';
import './ui/shell/tokens.css';
import './ui/shell/base.css';
import { App } from './ui/shell/app.tsx';

const root = document.getElementById('root');
if (root) {
  const session = await startSession();
  // Nothing is drawn before its words are there, so that no other language is seen first.
  const [words] = await Promise.all([
    loadWords(session.getState().language).catch(() => englishWords),
    untilLooked(session, 200),
  ]);
  createRoot(root).render(<App session={session} words={words} />);
}
