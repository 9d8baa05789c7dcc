import { describe, expect, it } from 'vitest';
import { commandNames, readArguments } from '../../../main/cli/arguments.ts';
import { helpText } from '../../../main/cli/help.ts';
import { refuseUseless } from '../../../main/cli/option-use.ts';

const refusal = (...argv: string[]): string => {
  try {
    refuseUseless(readArguments(argv));
  } catch (error) {
    return error instanceof Error ? error.message : '';
  }
  return 'accepted';
};

/** Each command, with each of its verbs, sources and comparisons that help names. */
const ways = commandNames
  .filter((command) => command !== 'help')
  .flatMap((command) => {
    const lines = [...helpText(command).matchAll(/^scim-steward [a-z]+(?: ([a-z][a-z-]*))?(.*)/gm)];
    return lines.flatMap(([, verb, rest = '']) => {
      const way = verb === undefined ? command : `${command} ${verb}`;
      const sources = /--source ([a-z |]+)/.exec(rest)?.[1]?.match(/[a-z]+/g);
      // A comparison is a way of its own, told by the option that asks for it.
      const comparison = /--against [A-Z]+/.exec(rest)?.[0];
      if (comparison !== undefined) return [`${way} ${comparison}`];
      return sources?.map((source) => `${way} --source ${source}`) ?? [way];
    });
  });

describe('an option that means nothing for a command', () => {
  it.each([
    [['check', '--members', '101'], '--members means nothing for “check”. It goes with: sync.'],
    [
      ['runs', '--report', 'a.html'],
      '--report means nothing for “runs list”. It goes with: check, ingress, sync, cleanup, runs show, practice --tour, directory import, directory refresh, logs import.',
    ],
    [['connections', 'remove', 'x', '--yes'], '--yes means nothing for “connections remove”. It goes with: sync, cleanup, conflicts fix, rerun.'],
    [['practice', '--tour', '--port', '8080'], '--port means nothing for “practice --tour”. It goes with: practice.'],
    [
      ['explain', '--practice'],
      '--practice means nothing for “explain”. It goes with: check, ingress, sync, cleanup, connections foundry, directory import, directory access, mapping check, conflicts fix, conflicts explain, rerun.',
    ],
    [
      ['help', '--json', '--file', 'a'],
      '--file means nothing for “help”. It goes with: runs export, connections export, connections import, directory import, directory export-script, claims check, logs export, explain.',
    ],
  ])('is refused by %j, which says where it goes', (argv, sentence) => {
    expect(refusal(...argv)).toBe(sentence);
  });

  it.each([
    [['check', '--client-secret-env', 'A', '--client-secret-stdin'], 'both give a secret'],
    [['check', '--bearer-env', 'A', '--auth-style', 'basic'], '--auth-style goes with client credentials'],
    [['check', '--bearer-exception', 'agreed'], '--bearer-exception goes with --bearer-env'],
    [['check', '--connection', 'Foundry', '--fault', 'scim-401'], 'use it with --practice'],
  ])('is refused beside another one by %j', (argv, sentence) => {
    expect(refusal(...argv)).toContain(sentence);
  });

  it('is looked for in every verb: one without a row in the table does not exist', () => {
    expect(refusal('runs', 'rename')).toBe('“runs rename” does not exist. There are: list, show, compare, export, remove.');
    expect(refusal('directory', 'dance', '--json')).toContain('“directory dance” does not exist. There are: list, import, ');
    expect(refusal('directory', 'import')).toBe('accepted');
  });

  it.each(ways)('is refused by every command and verb there is: %s', (way) => {
    const useless = way.startsWith('practice') ? '--yes' : '--port=1';
    expect(refusal(...way.split(' '), useless)).toContain('means nothing');
  });

  it('is never one that the help of the command names', () => {
    const named = commandNames.flatMap((command) =>
      [...helpText(command).matchAll(/^ {2}--([a-z-]+)( [A-Z])?/gm)].map((match) => ({ command, name: match[1] ?? '', value: match[2] })),
    );
    expect(named.length).toBeGreaterThan(90);
    for (const { command, name, value } of named) {
      const option = `--${name}${value === undefined ? '' : '=1'}`;
      const refusals = ways.filter((way) => way.split(' ')[0] === command).map((way) => refusal(...way.split(' '), option));
      expect(refusals.filter((sentence) => !sentence.includes('means nothing')).length, `${command} ${option}`).toBeGreaterThan(0);
    }
  });
});
