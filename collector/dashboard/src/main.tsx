import '@mantine/core/styles.css';
import './theme/tokens.css';
import './theme/page.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App';
import { keyStore } from './session/keyStore';

// Before anything is drawn, so that the key is out of the address bar before anybody can look or copy.
keyStore.takeFromAddress();
window.addEventListener('hashchange', keyStore.takeFromAddress);

const root = document.getElementById('root');
if (root === null) {
  throw new Error('index.html has no element with the id "root".');
}

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
