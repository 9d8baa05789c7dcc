// `person`: why can't they get in? The chain of one person and everything known about them. Reads only.
import type { PersonStory } from '../../../contract/person.ts';
import { oneOf, personKeys, usage } from '../arguments.ts';
import { type Context, namedConnection } from '../context.ts';
import { localTime } from '../local-time.ts';
import { clean, wrap } from '../report.ts';
import type { Terminal } from '../terminal.ts';
import { namedSnapshot } from './directory.ts';
import { readSchema } from './mapping.ts';

const marks = { holds: '✓', broken: '✗', 'not known': '?' } as const;
const tones = { holds: 'good', broken: 'bad', 'not known': 'muted' } as const;
const shownEvents = 30;

function storyText({ name, personId, accountId, query, links, firstBroken, timeline }: PersonStory, terminal: Terminal): string {
  const whom = name === null ? `Nobody was found by ${query.map(clean).join(', ')}` : clean(name);
  const ids = [personId === null ? '' : `in the directory ${personId}`, accountId === null ? '' : `in the target ${accountId}`].filter(Boolean);
  return [
    `${whom}${ids.length === 0 ? '' : ` (${ids.join(', ')})`}`,
    '',
    ...links.flatMap(({ id, title, state, fact, vantage, at, next }) => [
      // Red is only where to begin: what is broken behind it may follow from it.
      `${terminal.paint(id === firstBroken || state !== 'broken' ? tones[state] : 'warning', marks[state])} ${title}${state === 'not known' ? ': not known' : ''}`,
      ...(fact === '' ? [] : [wrap(`${fact}${vantage === null || at === null ? '' : ` (${vantage}, ${localTime(at)})`}`, '    ')]),
      ...(next === '' ? [] : [wrap(next, state === 'broken' ? '    To do: ' : '    To find out: ', '      ')]),
    ]),
    ...(timeline.length === 0 ? [] : ['', 'What is known, newest first']),
    ...timeline.slice(0, shownEvents).map(({ at, vantage, text }) => wrap(text, `  ${localTime(at)}  ${vantage}: `, '      ', 130)),
    ...(timeline.length > shownEvents ? [`  and ${timeline.length - shownEvents} more (--json)`] : []),
  ].join('\n');
}

export async function person(context: Context): Promise<number> {
  const { app, terminal, args } = context;
  const { options } = args;
  const query = args.words.join(' ');
  if (query.trim() === '') throw usage('Name the person: user name, name, any id, or a pasted error in quotation marks.');
  if (options.schema !== undefined && options['person-key'] !== undefined) throw usage('Choose one: --schema FILE or --person-key ATTRIBUTE.');
  const { snapshots, selectedId } = await app.handlers['directory.list']({});
  const target = options.against === undefined ? undefined : await namedSnapshot(context, options.against);
  const source =
    options.snapshot === undefined
      ? snapshots.find(({ id }) => id === selectedId && id !== target?.id)
      : await namedSnapshot(context, options.snapshot);
  const connection = options.connection === undefined ? undefined : await namedConnection(context, options.connection);
  const story = await app.handlers['person.find']({
    query,
    connectionId: connection?.id ?? target?.connectionId ?? source?.connectionId ?? null,
    snapshotId: source?.id ?? null,
    targetId: target?.id ?? null,
    personKey: options['person-key'] === undefined ? null : oneOf('person-key', options['person-key'], personKeys, 'id'),
    ...(options.schema === undefined
      ? options['person-key'] === undefined
        ? {}
        : { mapping: null }
      : { mapping: await readSchema(context, options.schema) }),
  });
  if (options.json === true)
    terminal.print(JSON.stringify({ command: 'person', verdict: story.firstBroken === null ? 'passed' : 'failed', ...story }, null, 2));
  else terminal.print(storyText(story, terminal));
  return story.firstBroken === null ? 0 : 1;
}
