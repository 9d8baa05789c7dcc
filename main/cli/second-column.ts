// The second column in the terminal: what the identity provider's own test said, given by options, and how both columns are printed.
// It is kept where the window keeps it, so both show the same.
import { type IdpOutcome, idpOutcomeSchema } from '../../contract/connection-test.ts';
import type { App } from '../app-types.ts';
import { oneOf, usage } from './arguments.ts';
import type { Context } from './context.ts';
import { localTime } from './local-time.ts';
import { readText } from './read-text.ts';
import { clean, findingText, wrap } from './report.ts';
import type { Terminal } from './terminal.ts';

export type Columns = Awaited<ReturnType<App['handlers']['connection-test.columns']>>;

export const idpOutcomes = idpOutcomeSchema.options;
const mostCharacters = 20_000;

interface Said {
  readonly outcome: IdpOutcome;
  readonly pasted: string;
}

/** What --idp-outcome and --idp-text say; undefined when neither is given. */
export async function readSaid({ args, terminal }: Context): Promise<Said | undefined> {
  const { 'idp-outcome': outcome, 'idp-text': file } = args.options;
  if (outcome === undefined && file === undefined) return undefined;
  const advice = 'Give the message alone.';
  const text =
    file === undefined ? '' : file === '-' ? await terminal.readInput(mostCharacters + 1) : await readText(file, 4 * mostCharacters, advice);
  if (file !== undefined && text.trim() === '') throw usage('The text given by --idp-text is empty.');
  if (text.length > mostCharacters) throw usage(`The text given by --idp-text is longer than ${mostCharacters} characters. ${advice}`);
  return { outcome: oneOf('idp-outcome', outcome, idpOutcomes, 'not-tried'), pasted: text.trim() };
}

/** Keeps what was said, or asks Entra itself where --ask-idp wants that. */
export async function fillSecondColumn({ app, args }: Context, connectionId: string, said: Said | undefined): Promise<void> {
  if (said !== undefined) await app.handlers['connection-test.reportIdp']({ connectionId, ...said });
  if (args.options['ask-idp'] === true) await app.handlers['connection-test.askIdp']({ connectionId });
}

const withLocalTimes = (text: string): string => text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => localTime(time));

/** The findings of the second column, both columns, and the sentence they allow together. */
export function columnsText(columns: Columns, terminal: Terminal): string {
  const tones = { good: 'good', warning: 'warning', bad: 'bad', unknown: 'strong' } as const;
  const howTo = columns.report === null || columns.report.outcome === 'not-tried' ? ' Here by --idp-outcome or --idp-text.' : '';
  return [
    ...columns.findings.flatMap((finding) => [findingText(finding, terminal), '']),
    wrap(withLocalTimes(columns.thisDesk), 'From this desk  ', '                '),
    wrap(`${withLocalTimes(columns.fromIdp)}${howTo}`, 'From your IdP   ', '                '),
    terminal.paint(tones[columns.tone], clean(columns.together)),
    ...(columns.report?.outcome === 'credential-validation-unavailable'
      ? ['“scim-steward ingress” compares Foundry’s network ingress with Microsoft’s ranges and writes the texts.']
      : []),
  ].join('\n');
}
