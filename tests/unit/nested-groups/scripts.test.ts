// Scripts for review: whatever a group is called, its name stays data.

import { describe, expect, it } from 'vitest';
import {
  entraAssignScript,
  entraFlatCopyScript,
  oktaAssignScript,
  powerShellString,
  type ScriptGroup,
} from '../../../main/features/nested-groups/scripts.ts';
import fc from '../../properties.ts';

/** Reads a single-quoted literal as PowerShell does: any of its single quotes, twice, stands for one; alone, it ends the string. */
function readPowerShell(literal: string): string {
  const quotes = "'\u2018\u2019\u201A\u201B";
  let text = '';
  let at = 1;
  for (; at < literal.length; at += 1) {
    const character = literal.charAt(at);
    if (quotes.includes(character)) {
      if (!quotes.includes(literal.charAt(at + 1)) || at + 1 >= literal.length) break;
      at += 1;
    }
    text += character;
  }
  if (at !== literal.length - 1) throw new Error(`the literal ends at ${at} of ${literal.length}`);
  return text;
}

const names = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom("'", '\u2019', '\u201B', '"', '$', '`', '(', ')', '\n', '\r', '#', ';', 'a', '\u202E') }),
);

const inCloud = (groups: readonly ScriptGroup[]) => entraAssignScript(groups, 'global');

describe('a name in a script', () => {
  it('never ends its string, whatever it holds', () => {
    fc.assert(
      fc.property(names, (name) => {
        const literal = powerShellString(name);
        expect(literal).not.toMatch(/[\r\n]/);
        expect(readPowerShell(literal)).toBe(name.replace(/[\p{Cc}\u061C\u200E\u200F\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, ' '));
      }),
    );
  });

  it('stands in no line but its own', () => {
    fc.assert(
      fc.property(names, (name) => {
        const plain = { id: 'g1', name: 'Plain' };
        for (const script of [inCloud, oktaAssignScript]) {
          expect(script([{ id: 'g1', name }]).split('\n')).toHaveLength(script([plain]).split('\n').length);
        }
      }),
    );
  });
});

describe('a script', () => {
  const group = { id: '11111111-2222-3333-4444-555555555555', name: "O'Brien's team" };

  it('changes nothing unless it is asked to', () => {
    for (const script of [
      inCloud([group]),
      entraFlatCopyScript([{ name: 'Flat', of: group, memberIds: ['a'] }], 'global'),
      oktaAssignScript([group]),
    ]) {
      expect(script).toContain('[switch] $Apply');
      const lines = script.split('\n');
      const guard = lines.findIndex((line) => line.includes('if (-not $Apply)'));
      const write = lines.findIndex((line) => /New-Mg|-Method Put/.test(line));
      expect(guard).toBeGreaterThan(0);
      expect(guard).toBeLessThan(write);
    }
  });

  it('holds each group with its id and name, and each member once', () => {
    expect(inCloud([group])).toContain(`@{ Id = '${group.id}'; Name = 'O''Brien''s team' }`);
    expect(entraFlatCopyScript([{ name: 'Flat', of: group, memberIds: ['a', 'b'] }], 'global').match(/^ {6}'[ab]'$/gm)).toEqual([
      "      'a'",
      "      'b'",
    ]);
  });

  it('signs in to the tenant’s own cloud and names no other cloud’s address', () => {
    for (const script of [entraAssignScript([group], 'china'), entraFlatCopyScript([{ name: 'Flat', of: group, memberIds: ['a'] }], 'china')]) {
      expect(script).toContain("$Environment = 'China'");
      expect(script).toContain('Connect-MgGraph -Environment $Environment');
      expect(script).not.toContain('https://');
    }
  });

  it('holds no secret: Okta’s token comes from the environment', () => {
    expect(oktaAssignScript([group])).toContain('$env:OKTA_API_TOKEN');
  });
});
