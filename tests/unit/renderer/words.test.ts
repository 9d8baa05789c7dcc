// The words on screen: durations, sizes, addresses, bodies, findings as Markdown, the way of a connection.
import { describe, expect, it } from 'vitest';
import type { Effect } from '../../../contract/common.ts';
import { fromHash, toHash } from '../../../renderer/state/routes.ts';
import { effectsSentence } from '../../../renderer/words/effects.ts';
import { findingMarkdown } from '../../../renderer/words/finding-markdown.ts';
import { ago, bytes, count, dateTime, duration, sentence, timeOfDay, withReadableTimes } from '../../../renderer/words/format.ts';
import { jsonPieces, prettyJson } from '../../../renderer/words/pretty-json.ts';
import { shortUrl } from '../../../renderer/words/short-url.ts';
import { grouped } from '../../../renderer/words/step-groups.ts';
import { timingParts } from '../../../renderer/words/timings.ts';
import { unmatched404 } from './fixtures/findings.ts';
import { failingTest } from './fixtures/runs.ts';

describe('durations, sizes and times', () => {
  it.each([
    [0.2, '< 1 ms'],
    [840, '840 ms'],
    [999.4, '999 ms'],
    [999.7, '1.0 s'],
    [1_420, '1.4 s'],
    [59_949, '59.9 s'],
    [59_960, '1 min 00 s'],
    [125_000, '2 min 05 s'],
    [7_380_000, '2 h 03 min'],
    [-1, '–'],
    [Number.NaN, '–'],
  ])('reads %s ms as %s', (ms, words) => expect(duration(ms)).toBe(words));

  it.each([
    [0, '0 B'],
    [999, '999 B'],
    [1_500, '1.5 KB'],
    [50_000_000, '50.0 MB'],
    [-5, '–'],
  ])('reads %s bytes as %s', (size, words) => expect(bytes(size)).toBe(words));

  it('says one and many', () => {
    expect(count(1, 'request', 'requests')).toBe('1 request');
    expect(count(1200, 'request', 'requests')).toBe('1,200 requests');
  });

  it('says a day and a time, and a dash for what is none', () => {
    expect(dateTime('2026-11-23T20:44:00.000Z', 'UTC')).toBe('23 Nov 2026, 20:44');
    expect(dateTime('soon')).toBe('–');
    expect(timeOfDay('2026-11-23T20:44:00.000Z', 'UTC')).toBe('20:44');
    expect(timeOfDay('soon')).toBe('–');
    expect(dateTime(undefined)).toBe('–');
  });

  it('puts times inside a text into the reader’s form, and one full stop at its end', () => {
    expect(withReadableTimes('Passed. (2026-11-23T21:40:17.020Z)', 'UTC')).toBe('Passed. (23 Nov 2026, 21:40)');
    expect(sentence('No keychain answers.. ')).toBe('No keychain answers.');
    expect(sentence('No keychain')).toBe('No keychain.');
  });

  it('says how long ago', () => {
    const now = Date.parse('2026-11-23T20:00:00.000Z');
    expect(ago('2026-11-23T19:59:40.000Z', now)).toBe('just now');
    expect(ago('2026-11-23T19:55:00.000Z', now)).toBe('5 minutes ago');
    expect(ago('2026-11-22T19:55:00.000Z', now)).toBe('yesterday');
  });
});

describe('bodies', () => {
  it('indents JSON and leaves everything else alone', () => {
    expect(prettyJson('{"a":[1]}')).toBe('{\n  "a": [\n    1\n  ]\n}');
    expect(prettyJson('<html>sign in</html>')).toBeUndefined();
    expect(prettyJson('{"cut": "of')).toBeUndefined();
    expect(prettyJson('')).toBeUndefined();
  });

  it('colours keys, texts, numbers and words, and loses no letter', () => {
    const text = '{\n  "a \\"b\\"": "x: 1",\n  "n": -1.5e3,\n  "t": true\n}';
    const pieces = jsonPieces(text);
    expect(pieces.map((piece) => piece.text).join('')).toBe(text);
    expect(pieces.filter((piece) => piece.kind !== 'plain')).toEqual([
      { kind: 'key', text: '"a \\"b\\""' },
      { kind: 'string', text: '"x: 1"' },
      { kind: 'key', text: '"n"' },
      { kind: 'number', text: '-1.5e3' },
      { kind: 'key', text: '"t"' },
      { kind: 'word', text: 'true' },
    ]);
  });
});

describe('a finding as Markdown', () => {
  const markdown = findingMarkdown(unmatched404);

  it('holds cause, consequence, remedy, who must act, how to verify, evidence and source', () => {
    expect(markdown).toContain('### Problem: The server answers 404 when nobody matches');
    expect(markdown).toContain('**What follows:** Entra takes the 404');
    expect(markdown).toContain('\n1. Ask the owner of the server');
    expect(markdown).toContain('**Who must act:** server owner');
    expect(markdown).toContain('**How to verify:** Run the connection test again');
    expect(markdown).toContain('- Seen from this desk (23 Nov 2026, 20:41 UTC):');
    expect(markdown).toContain('<https://www.rfc-editor.org/rfc/rfc7644#section-3.4.2>');
    expect(markdown).toContain('`probe.unmatched-filter-404`');
    expect(markdown.endsWith('\n')).toBe(true);
  });

  it('lets no text of a server become a link, an image, a heading or markup', () => {
    const hostile = findingMarkdown({ ...unmatched404, cause: '![x](https://evil.example) <img src=x>\n# big' });
    expect(hostile).toContain('\\!\\[x\\](https://evil.example) \\<img src=x\\> \\# big');
  });
});

describe('a request', () => {
  it('is named by what differs from the others', () => {
    expect(shortUrl('https://h/multipass/api/scim/r/v2/Users?filter=externalId%20eq%20%22x%22')).toBe('/Users?filter=externalId eq "x"');
    expect(shortUrl('https://h/multipass/api/oauth2/token')).toBe('/multipass/api/oauth2/token');
    expect(shortUrl('https://h/v2/Users?filter=100%')).toBe('/Users?filter=100%');
    expect(shortUrl('not an address')).toBe('not an address');
  });

  it('shows its time in parts that add up to the whole', () => {
    const parts = timingParts({ dnsMs: 10, tcpMs: 20, tlsMs: 40, firstByteMs: 100, totalMs: 200 });
    expect(parts.map((part) => part.kind)).toEqual(['dns', 'tcp', 'tls', 'wait', 'read']);
    expect(parts.reduce((sum, part) => sum + part.ms, 0)).toBe(200);
  });

  it('shows one part when it never got further', () => {
    expect(timingParts({ totalMs: 10_000 })).toEqual([{ kind: 'read', label: 'Until it ended', ms: 10_000 }]);
  });
});

describe('the steps of a run', () => {
  it('stand under headings, in their order, none lost', () => {
    const groups = grouped('connection-test', failingTest.steps);
    expect(groups.flatMap((group) => group.steps.map((step) => step.id))).toEqual(failingTest.steps.map((step) => step.id));
    expect(groups.map((group) => group.title)).toEqual([
      'What was entered',
      'Reaching the server',
      'Signing in',
      'What the server says about itself',
      'What your identity provider asks',
    ]);
  });

  it('stand under the heading before them when no heading names them', () => {
    const [first] = failingTest.steps;
    if (first === undefined) throw new Error('The fixture has no steps');
    const groups = grouped('clean-up', [
      { ...first, id: 'remove-1' },
      { ...first, id: 'remove-2' },
    ]);
    expect(groups).toHaveLength(1);
    expect(groups[0]?.steps).toHaveLength(2);
  });
});

describe('addresses of the window', () => {
  it.each([{ screen: 'overview' }, { screen: 'runs', id: 'a/b c' }, { screen: 'runs', id: 'compare', part: 'x..y' }] as const)(
    'come back as they went: %o',
    (route) => expect(fromHash(toHash(route))).toEqual(route),
  );

  it('lead to the overview when they name no screen', () => {
    expect(fromHash('#/nowhere/else')).toEqual({ screen: 'overview' });
    expect(fromHash('')).toEqual({ screen: 'overview' });
    expect(fromHash('#/runs/%E0%A4%A')).toEqual({ screen: 'runs' });
  });
});

describe('what a run did to the target', () => {
  const effect = (changes: Partial<Effect>): Effect => ({ journalId: 'j', resourceType: 'User', name: 'n', state: 'undone', ...changes });
  const removed = effect({ note: 'removed: 404 seen afterwards', resourceId: '1' });
  const refused = effect({ note: 'never made: the server refused it with 409' });

  it('counts what was never made apart from what was made and removed', () => {
    expect(effectsSentence([removed, removed, refused])).toBe('2 objects made and removed again. 1 more was tried and never made.');
    expect(effectsSentence([removed])).toBe('1 object made and removed again.');
    expect(effectsSentence([refused])).toBe('Nothing was made. 1 was tried and never made.');
    expect(effectsSentence([removed, effect({ state: 'done' })])).toBe('1 object is not known to be removed.');
  });
});
