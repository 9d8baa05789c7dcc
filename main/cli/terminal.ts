// The terminal as the commands see it: results on stdout, progress on stderr, questions only where somebody can answer.
import { createInterface } from 'node:readline/promises';
import { addAbortSignal, type Readable, Writable } from 'node:stream';
import { styleText } from 'node:util';
import { Refusal } from '../platform/refusal.ts';

export type Tone = 'good' | 'warning' | 'bad' | 'muted' | 'strong' | 'plain';

export interface Terminal {
  readonly interactive: boolean;
  /** Result and progress appear on the same screen, so that nothing need be said twice. */
  readonly sameScreen: boolean;
  /** Result, to stdout. */
  print(text: string): void;
  /** Progress and remarks, to stderr. */
  note(text: string): void;
  /** A line on stderr that the next progress line replaces, when it is a terminal; else nothing. */
  progress(text: string): void;
  paint(tone: Tone, text: string): string;
  ask(question: string): Promise<boolean>;
  /** The whole of standard input, at most `limit` characters. Ctrl+C ends the reading with a refusal. */
  readInput(limit: number): Promise<string>;
  /** The first line of standard input; typed at a keyboard it is not shown. Ctrl+C ends the reading with a refusal. */
  readSecretLine(): Promise<string>;
}

const formats = { good: 'green', warning: 'yellow', bad: 'red', muted: 'dim', strong: 'bold' } as const;

const mostOfSecret = 20_000;
const interrupted = () => new Refusal('interrupted', 'Interrupted while standard input was read. Nothing was done.');

export interface Streams {
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable & { readonly isTTY?: boolean };
}

export function createTerminal(
  streams: Streams,
  env: Readonly<Record<string, string | undefined>>,
  interrupt: AbortController = new AbortController(),
): Terminal {
  const colour = streams.stdout.isTTY === true && env.NO_COLOR === undefined && env.TERM !== 'dumb';
  const live = streams.stderr.isTTY === true;
  let open = false;
  const clear = () => {
    if (open) streams.stderr.write('\r\u001B[2K');
    open = false;
  };
  async function readInput(limit: number): Promise<string> {
    const chunks: string[] = [];
    let length = 0;
    if (streams.stdin.isTTY === true)
      streams.stderr.write('Reading from the keyboard. End with Ctrl+D (on Windows Ctrl+Z and Enter); Ctrl+C stops.\n');
    streams.stdin.setEncoding('utf8');
    // The stream is destroyed, not only left: an open standard input would keep the process alive.
    addAbortSignal(interrupt.signal, streams.stdin);
    try {
      for await (const chunk of streams.stdin) {
        chunks.push(String(chunk));
        length += String(chunk).length;
        if (length > limit) break;
      }
    } catch (thrown) {
      if (interrupt.signal.aborted) throw interrupted();
      throw thrown;
    }
    return chunks.join('').slice(0, limit);
  }

  /** The line editor of a question whose answer nobody sees: it echoes into nothing. */
  async function readHidden(): Promise<string> {
    const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
    const lines = createInterface({ input: streams.stdin, output: nowhere, terminal: true, historySize: 0 });
    lines.on('SIGINT', () => interrupt.abort());
    const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
    streams.stderr.write('The secret (it is not shown): ');
    try {
      const line = await Promise.race([lines.question('', { signal: interrupt.signal }).catch(() => ''), closed]);
      if (interrupt.signal.aborted) throw interrupted();
      return line;
    } finally {
      lines.close();
      streams.stderr.write('\n');
    }
  }

  return {
    interactive: streams.stdin.isTTY === true && live,
    sameScreen: streams.stdout.isTTY === true && live,
    print: (text) => {
      clear();
      streams.stdout.write(`${text}\n`);
    },
    note: (text) => {
      clear();
      streams.stderr.write(`${text}\n`);
    },
    progress: (text) => {
      if (!live) return;
      clear();
      streams.stderr.write(text.slice(0, 100));
      open = true;
    },
    paint: (tone, text) => (colour && tone !== 'plain' ? styleText(formats[tone], text, { validateStream: false }) : text),
    ask: async (question) => {
      clear();
      const lines = createInterface({ input: streams.stdin, output: streams.stderr });
      // While a question stands Ctrl+C is a key and no signal; it and the end of the input are a no.
      lines.on('SIGINT', () => {
        interrupt.abort();
        lines.close();
      });
      const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
      try {
        return /^(?:y|yes)$/i.test((await Promise.race([lines.question(`${question} [y/N] `).catch(() => ''), closed])).trim());
      } finally {
        lines.close();
      }
    },
    readInput,
    readSecretLine: async () => (streams.stdin.isTTY === true ? readHidden() : ((await readInput(mostOfSecret)).split(/\r?\n/)[0] ?? '')),
  };
}
