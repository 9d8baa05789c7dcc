// `practice people`, `practice rules`, `practice login`: Foundry's part in the practice tenant. The tenant lives as long as one command: rules of a file
// and a log-in therefore come together.
import { practiceRulesSchema } from '../../../contract/practice.ts';
import { usage } from '../arguments.ts';
import type { Context } from '../context.ts';
import { readText } from '../read-text.ts';
import { clean } from '../report.ts';

const label = 'PRACTICE TENANT, made for this command alone.';

/** Puts the rules of --rules into the tenant, when it is given: what “practice rules --json” prints, or its two members. */
async function takeRules({ app, args }: Context): Promise<void> {
  const path = args.options.rules;
  if (path === undefined) return;
  const text = await readText(path, 1_000_000, 'No rules are that long.');
  const read = practiceRulesSchema.safeParse(parsed(text, path));
  const problem = read.error?.issues[0];
  if (read.data === undefined) throw usage(`The file “${path}” holds no rules: ${problem?.path.join('.') ?? ''} ${problem?.message ?? ''}`.trim());
  await app.handlers['practice.setRules'](read.data);
}

function parsed(text: string, path: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw usage(`The file “${path}” is not JSON. “practice rules --json” prints one to begin with.`);
  }
}

export async function practicePeople(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  await takeRules(context);
  const { people, found } = await app.handlers['practice.room']({ text: args.words[1] ?? '' });
  if (args.options.json === true) terminal.print(JSON.stringify({ command: 'practice people', found, people }, null, 2));
  else
    for (const { userName, organization, expected } of people)
      terminal.print(
        `${clean(userName).padEnd(50)} ${organization ?? 'no organization'}${organization === expected ? '' : `  (by the rules: ${expected ?? 'none'})`}`,
      );
  terminal.note(label);
  return 0;
}

export async function practiceRules(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  await takeRules(context);
  const { rules, fallback, organizations } = await app.handlers['practice.room']({ text: '' });
  if (args.options.json === true) {
    terminal.print(JSON.stringify({ command: 'practice rules', rules, fallback, organizations }, null, 2));
    return 0;
  }
  for (const [index, { organization, conditions }] of rules.entries()) {
    const words = conditions.map(({ on, attribute, test, pattern }) => `${on === 'groups' ? 'groups' : attribute} ${test} ${pattern}`);
    terminal.print(`${index + 1}. ${clean(organization)}: ${clean(words.join(' and '))}`);
  }
  terminal.print(`Otherwise: ${fallback === null ? 'no organization' : clean(fallback)}`);
  return 0;
}

/** `name=value`, several of one name are several values. */
function attributesFrom(given: readonly string[]): Record<string, string[]> {
  const attributes: Record<string, string[]> = {};
  for (const text of given) {
    const [, name, value] = /^([^=]+)=(.*)$/s.exec(text) ?? [];
    if (name === undefined || value === undefined) throw usage(`--attribute takes name=value, as department=Optics. This does not: ${text}.`);
    attributes[name] = [...(attributes[name] ?? []), value];
  }
  return attributes;
}

/** Exit code 1 when the log-in is refused. */
export async function practiceLogin(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { 'user-name': userName, 'provider-id': providerId, 'sign-in-group': groups, attribute = [] } = args.options;
  if (userName === undefined || providerId === undefined) throw usage('“practice login” needs --user-name and --provider-id.');
  await takeRules(context);
  const result = await app.handlers['practice.logIn']({
    userName,
    providerId,
    attributes: attributesFrom(attribute),
    ...(groups === undefined ? {} : { groups }),
  });
  if (args.options.json === true) terminal.print(JSON.stringify({ command: 'practice login', ...result }, null, 2));
  else if (result.kind === 'refused') terminal.print(clean(result.message));
  else {
    const { person } = result;
    terminal.print(`Logged in: ${clean(person.userName)}, user ID ${person.id}`);
    terminal.print(`  Organization  ${clean(person.organization ?? 'none')}`);
    terminal.print(`  Groups        ${clean(person.groups.join(', ')) || 'none'}`);
  }
  terminal.note(label);
  return result.kind === 'refused' ? 1 : 0;
}
