// The corpus of tickets, and what holds for every text: nothing is lost in silence, values stay as they were, long texts are read to the end.

import { describe, expect, it } from 'vitest';
import { readMessages } from '../../../main/domain/conflicts/read-messages.ts';
import fc from '../../properties.ts';
import { mails } from './tickets/mails.ts';
import { odd } from './tickets/odd.ts';
import { systems } from './tickets/systems.ts';

const tickets = [...mails, ...systems, ...odd];
const values = (text: string) =>
  readMessages(text).conflicts.map((one) => [one.username, one.providerUserId, one.existingUserId, one.existingProviderUserId]);

describe('a ticket with Foundry’s sign-in conflict', () => {
  it('is one of at least sixty', () => {
    expect(tickets.length).toBeGreaterThanOrEqual(60);
    expect(new Set(tickets.map(({ name }) => name)).size).toBe(tickets.length);
  });

  for (const { name, text, conflicts, unread = 0 } of tickets) {
    it(`is read: ${name}`, () => {
      expect(values(text)).toEqual(conflicts);
      expect(readMessages(text).unread).toHaveLength(unread);
    });
  }

  it('is read in all of them pasted together', () => {
    const all = tickets.map(({ text }) => text).join('\n\n---\n\n');
    expect(values(all)).toEqual(tickets.flatMap(({ conflicts }) => conflicts));
    expect(readMessages(all).unread).toHaveLength(tickets.reduce((sum, { unread = 0 }) => sum + unread, 0));
  });

  it('tells the line it stands in, and why one cannot be read', () => {
    const { conflicts, unread } = readMessages(`Hello\n\n${mails[0]?.text}\nCannot complete login for your user with username [x]`);
    expect(conflicts[0]?.line).toBe(3);
    expect(unread[0]).toMatchObject({ line: 4, reason: expect.stringContaining('breaks off at or after the user name') });
  });
});

describe('any value in brackets', () => {
  const value = fc
    .string({ unit: fc.constantFrom(..."abcXYZ019 .,-_@#+=/'éß\u200B\u00A0ツ"), minLength: 1, maxLength: 40 })
    // Quotes around nothing are no value: such a message is told as one that cannot be read.
    .filter((text) => !/^[\s'\u200B\u00A0]*$/.test(text) && !/mailto:|=\n/.test(text));
  it('comes back as it was, and nothing of it is taken for the sentence', () => {
    fc.assert(
      fc.property(value, value, value, value, (u, p, e, x) => {
        const text = `Cannot complete login for your user with username [${u}] and provider user ID [${p}] because that username is already being used by the user with user ID [${e}] and provider user ID [${x}].`;
        // Inside its brackets a value may itself be quoted: the quotes go with the brackets.
        const bare = (one: string) => one.replace(/^'(.*)'$/s, '$1').replace(/^'(.*)'$/s, '$1');
        expect(values(text).map((row) => row.map(bare))).toEqual([[u, p, e, x].map(bare)]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('a log of many megabytes', () => {
  it('is read to its end, beginnings of messages included', () => {
    const beginnings = 'Cannot complete login for your user with username a and provider user ID '.repeat(20_000);
    const noise = '2026-11-24 INFO "nothing" > < | \\n &quot; <p '.repeat(50_000);
    const { conflicts, unread } = readMessages(`${noise}${mails[0]?.text}${beginnings}`);
    expect(conflicts).toHaveLength(1);
    expect(unread).toHaveLength(20_000);
  });
});
