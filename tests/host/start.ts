// The window without Electron, for a person: `npm start` runs this where Electron's binary cannot be had.
// `--app DIR` takes another build. Dialogs come up inside the window, the menu on F10; notifications are printed here.
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { ownFolder } from './driver/app-process.ts';
import { launchHost } from './driver/launch.ts';
import { askPerson, chooseFromMenu, menuLine, openOutside } from './driver/person.ts';

const { values } = parseArgs({ options: { app: { type: 'string' } } });
const say = (text: string): void => void process.stderr.write(`${text}\n`);
let shortcutsSaid = false;

const host = await launchHost({
  appFolder: values.app === undefined ? ownFolder : resolve(values.app),
  entry: 'dist/main/index.js',
  environment: process.env,
  show: 'on-the-desktop',
  size: { width: 1280, height: 840 },
  output: (text) => void process.stderr.write(text),
  violation: (text) => say(`Refused: ${text}`),
  answer: (request, page) => askPerson(page, request),
  chooseFromMenu,
  menu: (entries) => {
    if (shortcutsSaid) return;
    shortcutsSaid = true;
    const withKeys = entries.filter((entry) => entry.accelerator !== undefined);
    say(`The menu opens with F10. Shortcuts: ${withKeys.map(menuLine).join(', ')}.`);
  },
  said: (news) => {
    if (news.kind === 'notification') say(`${news.title}: ${news.body}`);
    else if (news.kind === 'open-outside') openOutside(news.target, say);
  },
}).catch((thrown: unknown) => {
  // The app itself has said why, on the lines above.
  say(thrown instanceof Error ? thrown.message : String(thrown));
  process.exit(1);
});
// The app hears Ctrl+C itself, being in the same group of processes; a signal to this process alone is passed on.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void host.close());
process.exitCode = await host.app.ended;
