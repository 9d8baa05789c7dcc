// The one bridge between the page and main: `window.steward.<feature>.<verb>(input)` and `window.steward.on(event, listener)`.
// Made from the list of names alone, so that nothing reaches the page that is not in contract/channels.ts.
// It checks no values (main parses every payload) and never rejects: a verb resolves to the reply, refusals included.
import { contextBridge, ipcRenderer } from 'electron';
import { callChannel, callNames, type EventName, eventChannel, eventNames } from '../contract/channels.ts';

type Verb = (input: unknown) => Promise<unknown>;

const features: Record<string, Record<string, Verb>> = {};
for (const name of callNames) {
  const dot = name.indexOf('.');
  const feature = name.slice(0, dot);
  const verbs = features[feature] ?? {};
  verbs[name.slice(dot + 1)] = (input) => ipcRenderer.invoke(callChannel, name, input);
  features[feature] = verbs;
}

/** Only the payload goes on to the page: the ipc event itself carries a sender that must stay here. */
function on(name: EventName, listener: (payload: unknown) => void): () => void {
  if (!eventNames.includes(name)) throw new Error(`There is no event of the name ${String(name)}.`);
  const forward = (_event: unknown, received: unknown, payload: unknown): void => {
    if (received === name) listener(payload);
  };
  ipcRenderer.on(eventChannel, forward);
  return () => {
    ipcRenderer.off(eventChannel, forward);
  };
}

contextBridge.exposeInMainWorld('steward', { ...features, on });
