// `explain`: documented errors in a text, explained. Nothing is sent and nothing is stored.
import { readFile, stat } from 'node:fs/promises';
import { usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { explanationText } from '../report.ts';

const limit = 2_000_000;

export async function explain(context: Context): Promise<number> {
  const { terminal, args } = context;
  const text = args.options.file === undefined ? await terminal.readInput(limit) : await readText(args.options.file);
  if (text.trim() === '') throw usage('There is no text. Pipe the error message in, or name a file with --file.');
  const explanation = await context.app.handlers['support.explain']({ text });
  terminal.print(
    args.options.json === true ? JSON.stringify({ command: 'explain', ...explanation }, null, 2) : explanationText(explanation, terminal),
  );
  return 0;
}

async function readText(path: string): Promise<string> {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined || !found.isFile()) throw usage(`The file “${path}” cannot be opened.`);
  if (found.size > limit) throw usage(`The file “${path}” is larger than 2 MB. Cut out the part that holds the message.`);
  return readFile(path, 'utf8');
}
