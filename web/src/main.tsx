import 'antd/dist/reset.css';
import './styles/base.css';
import './styles/shell.css';
import './styles/parts.css';
import './styles/segments.css';
import './i18n';
import { createRoot } from 'react-dom/client';
import { App } from './app/App';

const root = document.getElementById('root');
if (root) createRoot(root).render(<App />);
