import './styles/base.css';
import './styles/shell.css';
import './styles/controls.css';
import './styles/overlays.css';
import './styles/sheets.css';
import './styles/tables.css';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';
import { preferences } from './app/preferences';
import { speak } from './i18n';

const root = document.getElementById('root');
if (root) void speak(preferences().language).then(() => createRoot(root).render(<App />));
