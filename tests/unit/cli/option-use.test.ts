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

describe('an option that means nothing for a command', () => {
  it.each([
    [['check', '--members', '101'], '--members means nothing for “check”. It goes with: sync.'],
    [['runs', '--report', 'a.html'], '--report means nothing for “runs list”. It goes with: check, sync, cleanup, runs show, practice --tour.'],
    [['connections', 'remove', 'x', '--yes'], '--yes means nothing for “connections remove”. It goes with: sync, cleanup.'],
    [['practice', '--tour', '--port', '8080'], '--port means nothing for “practice --tour”. It goes with: practice.'],
    [['explain', '--practice'], '--practice means nothing for “explain”. It goes with: check, sync, cleanup.'],
    [
      ['help', '--json', '--file', 'a'],
      '--file means nothing for “help”. It goes with: runs export, connections export, connections import, claims check, explain.',
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

  it('is never one that the help of the command names', () => {
    const named = commandNames
      .filter((command) => command !== 'help' && command !== 'runs' && command !== 'connections' && command !== 'practice')
      .flatMap((command) =>
        [...helpText(command).matchAll(/^ {2}--([a-z-]+)( [A-Z])?/gm)].map((match) => ({ command, name: match[1] ?? '', value: match[2] })),
      );
    expect(named.length).toBeGreaterThan(50);
    for (const { command, name, value } of named) {
      const argv = [command, `--${name}${value === undefined ? '' : '=1'}`];
      expect(refusal(...argv), argv.join(' ')).not.toContain('means nothing');
    }
  });
});
