// `ingress`: which of Entra's addresses Foundry's Network ingress refuses, and the texts for those who can change that. Nothing is sent.
import { extname } from 'node:path';
import type { IngressResult } from '../../../contract/connection-test.ts';
import { writePrivateFile } from '../../platform/private-file.ts';
import { oneOf, usage } from '../arguments.ts';
import { type Context, chooseConnection } from '../context.ts';
import { readText } from '../read-text.ts';
import { atMost, clean, wrap } from '../report.ts';
import type { Terminal } from '../terminal.ts';

const domainChoices = ['scim-subdomain', 'this-domain', 'unknown'] as const;
/** Bytes. Network ingress takes far fewer ranges; Microsoft's file is about 4 MB. */
const [mostRanges, mostTags] = [100_000, 30_000_000];

/** Refused before anything is worked out: its ending names no form. */
function checkEndings(paths: readonly string[]): void {
  const wrong = paths.find((path) => !/^\.(?:md|json)$/i.test(extname(path)));
  if (wrong !== undefined) throw usage(`“${wrong}” has no ending that says in which form: .md or .json.`);
}

async function readRanges({ terminal, args }: Context): Promise<string> {
  const file = args.options.ranges;
  if (file === undefined) return '';
  const advice = 'Give the ranges alone, one a line.';
  if (file !== '-') return readText(file, mostRanges, advice);
  const text = await terminal.readInput(mostRanges + 1);
  if (text.length > mostRanges) throw usage(`Standard input is longer than ${mostRanges} characters. ${advice}`);
  return text;
}

const coverageLine = ({ required, covered, tagVersion }: IngressResult): string =>
  required === 0
    ? ''
    : `${covered} of ${required} ranges of AzureActiveDirectory are admitted${tagVersion === undefined ? '' : ` (file version ${tagVersion})`}.`;

function resultText(result: IngressResult, terminal: Terminal): string {
  const { problems, uncovered, handovers } = result;
  return [
    ...problems.map((problem) => wrap(`! ${problem}`, '', '  ')),
    terminal.paint('strong', wrap(result.conclusion, '')),
    ...[coverageLine(result), result.countryNote].filter((line) => line !== '').map((line) => wrap(line, '')),
    ...(uncovered.length === 0
      ? []
      : ['', 'Not admitted:', ...atMost(20, uncovered, '(--json and --report have all)').map((range) => `  ${clean(range)}`)]),
    ...handovers.flatMap(({ title, to, text }) => ['', terminal.paint('strong', `${title} (for: ${to})`), '', ...text.split('\n').map(clean)]),
  ].join('\n');
}

function markdown(name: string, result: IngressResult): string {
  const { problems, uncovered, handovers } = result;
  const list = (title: string, lines: readonly string[]) => (lines.length === 0 ? [] : [`## ${title}`, '', ...lines.map((line) => `- ${line}`), '']);
  return [
    `# Network ingress: ${name}`,
    '',
    result.conclusion,
    '',
    ...[coverageLine(result), result.countryNote].filter((line) => line !== '').flatMap((line) => [line, '']),
    ...list('To look at', problems),
    ...list('Ranges that are not admitted', uncovered),
    ...handovers.flatMap(({ title, to, text }) => [
      `## ${title}`,
      '',
      `For: ${to}`,
      '',
      '```text',
      text.replaceAll('```', '` ` `').trimEnd(),
      '```',
      '',
    ]),
  ].join('\n');
}

export async function ingress(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  const reports = options.report ?? [];
  checkEndings(reports);
  const countries = options.countries ?? '';
  if (countries.length > 5000) throw usage('--countries is too long: give codes or names, separated by commas.');
  const domainChoice = oneOf('domain-choice', options['domain-choice'], domainChoices, 'unknown');
  const allowedRanges = await readRanges(context);
  const tags = options['service-tags'];
  const serviceTagFile = tags === undefined ? '' : await readText(tags, mostTags, 'No service-tag file is.');
  const connection = await chooseConnection(context, 'not-needed');
  const input = { connectionId: connection.id, allowedRanges, allowedCountries: countries, domainChoice, serviceTagFile };
  const result = await app.handlers['connection-test.ingress'](input);
  const document = JSON.stringify({ command: 'ingress', connection: connection.name, ...result }, null, 2);
  for (const path of reports) {
    await writePrivateFile(path, /json$/i.test(path) ? document : markdown(connection.name, result));
    terminal.note(`Report written: ${path}`);
  }
  terminal.print(options.json === true ? document : resultText(result, terminal));
  return result.uncovered.length > 0 ? 1 : 0;
}
