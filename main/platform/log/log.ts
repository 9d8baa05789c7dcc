// The app's own log: text lines in files that only this user can read, rotated by size and count, every line through the redactor.
// Of what was thrown it keeps names, messages, stacks and causes, never other properties: an HTTP library hangs whole requests on its errors.
// A log that cannot be written never breaks the app: it says so once, elsewhere.
import { appendFileSync, chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../ports.ts';
import { type AppRedactor, createRedactor } from '../redact/redact.ts';

export type LogLevel = 'info' | 'warning' | 'error';

export interface Log {
  readonly folder: string;
  write(level: LogLevel, message: string, thrown?: unknown): void;
  /** From now on this text is in no line, in any encoding. */
  hide(secret: string): void;
  /** The redactor, for whatever else must not show a secret. */
  readonly redactor: AppRedactor;
  deleteAll(): void;
}

export interface LogOptions {
  readonly dataDir: string;
  readonly clock: Pick<Clock, 'now'>;
  /** A file is full at this size; 1 MB by default. */
  readonly fileBytes?: number;
  /** How many files are kept; 5 by default. */
  readonly files?: number;
  readonly redactor?: AppRedactor;
  /** Where it is said, once, that the log cannot be written: stderr by default. */
  readonly onTrouble?: (sentence: string) => void;
}

const mostCauses = 5;
const mostCharacters = 20_000;

function describeThrown(thrown: unknown, depth = 0): string {
  if (!(thrown instanceof Error)) return String(thrown);
  const own = thrown.stack ?? `${thrown.name}: ${thrown.message}`;
  if (depth >= mostCauses) return own;
  const within = [
    ...(thrown.cause === undefined ? [] : [thrown.cause]),
    ...(thrown instanceof AggregateError ? thrown.errors.slice(0, mostCauses) : []),
  ];
  return [own, ...within.map((cause) => `caused by: ${describeThrown(cause, depth + 1)}`)].join('\n');
}

/** Later lines of one entry are indented, so that no text from outside can pass for an entry. */
const asEntry = (text: string) => `${text.replaceAll(/\r\n|[\r\n\u2028\u2029]/g, '\n    ')}\n`;

const fileName = (number: number) => (number === 0 ? 'steward.log' : `steward.${number}.log`);
const isLogFile = (name: string) => /^steward(\.\d+)?\.log$/.test(name);

/** Files stand in `<dataDir>/logs`; `steward.log` is the newest. */
export function createLog(options: LogOptions): Log {
  const { dataDir, clock, fileBytes = 1024 * 1024, files = 5, redactor = createRedactor() } = options;
  const onTrouble = options.onTrouble ?? ((sentence) => process.stderr.write(`${sentence}\n`));
  const folder = join(dataDir, 'logs');
  const newest = join(folder, fileName(0));
  let troubled = false;

  function rotate(): void {
    rmSync(join(folder, fileName(files - 1)), { force: true });
    for (let number = files - 2; number >= 0; number -= 1) {
      const from = join(folder, fileName(number));
      if (existsSync(from)) renameSync(from, join(folder, fileName(number + 1)));
    }
  }

  function append(entry: string): void {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const size = existsSync(newest) ? statSync(newest).size : 0;
    if (size > 0 && size + Buffer.byteLength(entry) > fileBytes) rotate();
    appendFileSync(newest, entry, { mode: 0o600 });
    if (size === 0) chmodSync(newest, 0o600);
  }

  return {
    folder,
    redactor,
    hide: redactor.hide,
    write(level, message, thrown) {
      const text = thrown === undefined ? message : `${message}\n${describeThrown(thrown)}`;
      // Cleaned whole and cut afterwards: half a secret would not be recognised.
      const entry = asEntry(`${clock.now()} ${level} ${process.pid} ${redactor.text(text).slice(0, mostCharacters)}`);
      try {
        append(entry);
      } catch (trouble) {
        if (!troubled) onTrouble(`The log cannot be written (${trouble instanceof Error ? redactor.text(trouble.message) : 'unknown'}).`);
        troubled = true;
      }
    },
    deleteAll() {
      if (!existsSync(folder)) return;
      for (const name of readdirSync(folder)) if (isLogFile(name)) rmSync(join(folder, name), { force: true });
    },
  };
}
