// `runs`: the history in the terminal.
import { writePrivateFile } from '../../platform/private-file.ts';
import { usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { endRun, reportFormat } from '../follow-run.ts';
import { findingText, runRow, stepTeller } from '../report.ts';

function need(word: string | undefined, what: string): string {
  if (word === undefined) throw usage(`${what} is missing. “scim-steward runs” lists the runs.`);
  return word;
}

export async function runs(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const json = args.options.json === true;
  const [verb = 'list', first, second] = args.words;
  switch (verb) {
    case 'list': {
      const { runs: rows, total } = await app.handlers['runs.list']({ offset: 0, limit: 50 });
      if (json) terminal.print(JSON.stringify({ command: 'runs', runs: rows, total }, null, 2));
      else if (rows.length === 0) terminal.print('No runs yet. Start with “scim-steward check”.');
      else terminal.print(rows.map((run) => runRow(run, terminal)).join('\n'));
      if (rows.length < total) terminal.note(`The newest ${rows.length} of ${total}. The others are in the window’s History.`);
      return 0;
    }
    case 'show': {
      const run = await app.handlers['runs.get']({ id: need(first, 'The id of the run') });
      await endRun(context, run, 'from-history');
      return 0;
    }
    case 'compare': {
      const compared = await app.handlers['runs.compare']({
        before: need(first, 'The id of the earlier run'),
        after: need(second, 'The id of the later run'),
      });
      if (json) terminal.print(JSON.stringify({ command: 'runs', ...compared }, null, 2));
      else {
        const part = (title: string, lines: readonly string[]) => [terminal.paint('strong', `${title}: ${lines.length}`), ...lines];
        terminal.print(
          [
            ...part('Newly failing', compared.newlyFailing.map(stepTeller(terminal))),
            ...part('Fixed', compared.fixed.map(stepTeller(terminal))),
            terminal.paint('strong', `Unchanged: ${compared.unchanged.length}`),
            ...part(
              'New findings',
              compared.newFindings.map((finding) => findingText(finding, terminal)),
            ),
            ...part(
              'Findings that are gone',
              compared.goneFindings.map((finding) => `  ${finding.title}`),
            ),
          ].join('\n'),
        );
      }
      return compared.newlyFailing.length > 0 ? 1 : 0;
    }
    case 'export': {
      const id = need(first, 'The id of the run');
      const file = args.options.file;
      if (file === undefined) throw usage('Name the file with --file; its ending says which report: .html, .json, .xml (JUnit), .har or .md.');
      await writePrivateFile(file, await app.renderReport(id, reportFormat(file)));
      terminal.note(`Report written: ${file}`);
      if (json) terminal.print(JSON.stringify({ command: 'runs', path: file }, null, 2));
      return 0;
    }
    case 'remove': {
      await app.handlers['runs.remove']({ id: need(first, 'The id of the run') });
      terminal.note('Removed.');
      if (json) terminal.print(JSON.stringify({ command: 'runs', removed: first }, null, 2));
      return 0;
    }
    default:
      throw usage(`“runs ${verb}” does not exist. There are: list, show, compare, export, remove.`);
  }
}
