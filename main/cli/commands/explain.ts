// `explain`: documented errors in a text, explained. Nothing is sent and nothing is stored.
import { usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { readText } from '../read-text.ts';
import { explanationText } from '../report.ts';

const limit = 2_000_000;

export async function explain(context: Context): Promise<number> {
  const { terminal, args } = context;
  const text =
    args.options.file === undefined
      ? await terminal.readInput(limit)
      : await readText(args.options.file, limit, 'Cut out the part that holds the message.');
  if (text.trim() === '') throw usage('There is no text. Pipe the error message in, or name a file with --file.');
  const explanation = await context.app.handlers['support.explain']({ text });
  terminal.print(
    args.options.json === true ? JSON.stringify({ command: 'explain', ...explanation }, null, 2) : explanationText(explanation, terminal),
  );
  return 0;
}
