import { createRoot } from 'react-dom/client';
import { startSession } from './session/start-session.ts';
import './ui/shell/tokens.css';
import './ui/shell/base.css';
import { App } from './ui/shell/app.tsx';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App session={startSession()} />);
