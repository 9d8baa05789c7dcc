// Starts the window: makes the store on the bridge, gives Griffel the style nonce, draws the frame.
// It fetches nothing and knows neither the protocol it was served by nor the host that serves it.
import { createDOMRenderer, RendererProvider } from '@fluentui/react-components';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import type { Bridge } from '../contract/calls.ts';
import { App } from './app/app.tsx';
import './global.css';
import { StoreContext } from './state/context.ts';
import { createStewardStore } from './state/store.ts';

declare global {
  interface Window {
    readonly steward: Bridge;
  }
}

/** The nonce of this start, from whichever element the host put it on; a nonce attribute reads as empty in the DOM but not as a property. */
function styleNonce(): string | undefined {
  const named = document.querySelector<HTMLMetaElement>('meta[name="style-nonce"], meta[property="csp-nonce"]');
  return named?.content || named?.nonce || document.querySelector<HTMLScriptElement>('script[nonce]')?.nonce || undefined;
}

const nonce = styleNonce();
const renderer = createDOMRenderer(document, nonce === undefined ? {} : { styleElementAttributes: { nonce } });
const store = createStewardStore(window.steward);
store.getState().connectEvents();

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no element with the id root');
createRoot(root).render(
  <StrictMode>
    <RendererProvider renderer={renderer} targetDocument={document}>
      <StoreContext value={store}>
        <App />
      </StoreContext>
    </RendererProvider>
  </StrictMode>,
);
