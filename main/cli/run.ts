// One command from its words to its exit code. The process around it (streams, signals, folders) is given by index.ts, so tests can be that process.
import type { App } from '../app-types.ts';
import { Refusal, toEnvelope } from '../platform/refusal.ts';
import { type Arguments, type CommandName, readArguments } from './arguments.ts';
import { check } from './commands/check.ts';
import { claims } from './commands/claims.ts';
import { cleanup } from './commands/cleanup.ts';
import { conflicts } from './commands/conflicts.ts';
import { connections } from './commands/connections.ts';
import { directory } from './commands/directory.ts';
import { explain } from './commands/explain.ts';
import { ingress } from './commands/ingress.ts';
import { leavers } from './commands/leavers.ts';
import { logs } from './commands/logs.ts';
import { mapping } from './commands/mapping.ts';
import { nested } from './commands/nested.ts';
import { person } from './commands/person.ts';
import { practice } from './commands/practice.ts';
import { rerun } from './commands/rerun.ts';
import { runs } from './commands/runs.ts';
import { sync } from './commands/sync.ts';
import type { Context } from './context.ts';
import { helpText } from './help.ts';
import { refuseUseless } from './option-use.ts';
import type { Terminal } from './terminal.ts';

const commands: Readonly<Record<Exclude<CommandName, 'help'>, (context: Context) => Promise<number>>> = {
  check,
  ingress,
  sync,
  cleanup,
  runs,
  connections,
  directory,
  nested,
  mapping,
  claims,
  conflicts,
  rerun,
  logs,
  leavers,
  person,
  practice,
  explain,
};

export interface Surroundings {
  readonly terminal: Terminal;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly version: string;
  readonly interrupted: AbortSignal;
  /** Opens the app on its data folder; called once, and only when a command needs it. */
  readonly openApp: (args: Arguments) => Promise<App>;
}

/** The practice tenant in the foreground is stopped by Ctrl+C: that is its good end. */
const endsByInterrupt = ({ command, words, options }: Arguments) => command === 'practice' && words.length === 0 && options.tour !== true;

/** Exit codes: 0 passed or warned, 1 an error finding, 2 bad usage or a refusal, 3 a bug, 130 interrupted. */
export async function runCommand(argv: readonly string[], around: Surroundings): Promise<number> {
  const { terminal } = around;
  let app: App | undefined;
  try {
    const args = readArguments(argv);
    refuseUseless(args);
    if (args.command === 'help') {
      const topic = args.words[0];
      terminal.print(
        topic === 'version' ? around.version : helpText((Object.keys(commands) as CommandName[]).find((name) => name === topic) ?? 'help'),
      );
      return 0;
    }
    app = await around.openApp(args);
    const { notices } = await app.handlers['app.info']({});
    for (const notice of notices) terminal.note(notice);
    const code = await commands[args.command]({ app, terminal, args, env: around.env, interrupted: around.interrupted });
    return around.interrupted.aborted && !endsByInterrupt(args) ? 130 : code;
  } catch (thrown) {
    const clean = app?.clean ?? ((text: string) => text);
    const { code, message } = toEnvelope(thrown, (bug) => {
      app?.log('error', 'The terminal stopped.', bug);
      terminal.note(clean(bug instanceof Error ? (bug.stack ?? bug.message) : String(bug)));
    });
    const said = clean(message);
    terminal.note(said);
    if (argv.includes('--json')) terminal.print(JSON.stringify({ error: { code, message: said } }, null, 2));
    if (!(thrown instanceof Refusal)) return 3;
    return around.interrupted.aborted ? 130 : 2;
  } finally {
    await app?.close();
  }
}
