// Reports as they are handed over: what stands in them, and that nothing a server wrote can become more than text.

import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { reportFormatSchema } from '../../../contract/runs.ts';
import { findingToMarkdown, renderReport, toJsonDocument } from '../../../main/features/runs/index.ts';
import type { ReportColumns } from '../../../main/features/runs/reports/index.ts';
import { plain } from '../../../main/features/runs/reports/markdown.ts';
import fc from '../../properties.ts';
import { finding } from '../storage/samples.ts';
import { contentWith, effect } from './builders.ts';

const nasty = [
  '</pre></details><script>alert(1)</script><img src=x onerror=alert(1)>',
  '" onmouseover="alert(1)" x="',
  ']]>&amp;<!--',
  '| a | b |\n\n# heading\n[link](javascript:alert(1)) ![i](http://x/y) `code` ```\n```js',
  '\u0000\u0001\u001b[31mred\u202Etxt.exe\ud800',
  '@everyone *bold* _under_ <b>',
];
const anyText = fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'binary', maxLength: 60 }), fc.string({ unit: 'grapheme', maxLength: 60 }));

/** Element names in order, as an HTML parser would meet them in text that is otherwise escaped. */
const tagsOf = (markup: string) => [...markup.matchAll(/<[/!]?[a-z!-][^\s>/]*/gi)].map(([tag]) => tag);
/** Names of attributes of all elements, in order; values are taken whole, so that none can end early. */
const attributesOf = (markup: string) =>
  [...markup.matchAll(/<[a-z][^\s>/]*((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi)].map(([, attributes = '']) =>
    attributes.replaceAll(/="[^"]*"/g, '').trim(),
  );

/** Well-formed by XML 1.0: one root, elements closed in order, attributes quoted, only known entities, only allowed characters. */
function xmlTrouble(xml: string): string | undefined {
  if (/[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u.test(xml)) return 'a character XML cannot hold';
  const open: string[] = [];
  let roots = 0;
  let rest = xml.replace(/^<\?xml version="1.0" encoding="UTF-8"\?>\n/, '');
  if (rest === xml) return 'no declaration';
  while (rest !== '') {
    const token =
      /^(?:<\/([\w-]+)>|<([\w-]+)((?:\s+[\w-]+="(?:[^<&"]|&(?:amp|lt|gt|quot|apos|#\d+);)*")*)(\/?)>|(?:[^<&]|&(?:amp|lt|gt|#\d+);)+)/.exec(rest);
    if (token === null) return `at: ${rest.slice(0, 80)}`;
    const [whole, closed, begun, , empty] = token;
    if (closed !== undefined && open.pop() !== closed) return `closes ${closed} out of order`;
    if (begun !== undefined && open.length === 0) roots += 1;
    if (begun !== undefined && empty === '') open.push(begun);
    if (whole.includes(']]>')) return ']]> in text';
    rest = rest.slice(whole.length);
  }
  return open.length > 0 || roots !== 1 ? 'not one whole element' : undefined;
}

describe('what a server, a file or a person wrote stays text', () => {
  const calm = contentWith('calm');

  it('in HTML: no tag and no attribute comes from it', () => {
    const expected = renderReport(calm, 'html');
    expect(tagsOf(expected)).toContain('<details');
    fc.assert(
      fc.property(anyText, (text) => {
        const page = renderReport(contentWith(text), 'html');
        expect(tagsOf(page)).toEqual(tagsOf(expected));
        expect(attributesOf(page)).toEqual(attributesOf(expected));
      }),
    );
  });

  it('in HTML: it is not hidden or turned round by control characters', () => {
    const page = renderReport(contentWith('abc\u202Egpj.exe\u0000\u001b[2J'), 'html');
    expect(['\u202E', '\u0000', '\u001b'].filter((character) => page.includes(character))).toEqual([]);
    expect(page).toContain('abc\uFFFDgpj.exe');
  });

  it('in JUnit XML: the file stays well-formed', () => {
    expect(xmlTrouble(renderReport(calm, 'junit'))).toBeUndefined();
    expect(xmlTrouble('<?xml version="1.0" encoding="UTF-8"?>\n<a b="<"/>')).toBeDefined();
    expect(xmlTrouble('<?xml version="1.0" encoding="UTF-8"?>\n<a><b></a></b>')).toBeDefined();
    fc.assert(
      fc.property(anyText, (text) => {
        expect(xmlTrouble(renderReport(contentWith(text), 'junit'))).toBeUndefined();
      }),
    );
  });

  it('in JSON and HAR: it comes back as it was', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const document = JSON.parse(renderReport(contentWith(text), 'json'));
        expect(document.steps[0].reason).toBe(text);
        expect(document.findings[0].evidence[0].text).toBe(text);
        const { log } = JSON.parse(renderReport(contentWith(text), 'har'));
        expect(log.entries[0].request.postData.text).toBe(text);
        expect(log.entries[0].response.content.text).toBe(text);
      }),
    );
  });

  it('in Markdown: it makes no heading, row, link, image, mention, code or HTML', () => {
    const lines = (text: string) => renderReport(contentWith(text), 'markdown').split('\n').length;
    fc.assert(
      fc.property(anyText, (text) => {
        expect(lines(text)).toBe(lines('calm'));
        expect(plain(text).replaceAll(/\\[\\`*_[\]|<>~&#+=:.)-]/g, 'x')).not.toMatch(/[\\`*_[\]|<>~&]|:\/\/|^[#+=-]/);
      }),
    );
  });
});

describe('the page for people', () => {
  const page = renderReport(contentWith('calm'), 'html');

  it('needs nothing else: no script, no request, a policy that forbids both', () => {
    expect(page).not.toMatch(/<script|<link|<img|<iframe|@import|url\(|\son\w+=/i);
    expect(page).toContain("default-src 'none'");
  });

  it('has both themes and a print form', () => {
    expect(page).toContain('prefers-color-scheme: dark');
    expect(page).toContain('@media print');
    expect(page).toContain('<html lang="en">');
  });

  it('opens what failed and folds the rest', () => {
    expect(page).toContain('<details class="step failed" open>');
    expect(page).toContain('<details class="step passed">');
  });

  it('shows the exchanges of each step, and those of none', () => {
    expect(page.match(/class="exchange"/g)).toHaveLength(3);
    expect(page).toContain('Other requests');
    expect(page).toContain('No answer (tcp calm)');
  });

  it('links only to https', () => {
    const unsafe = contentWith('calm', { findings: [{ ...finding('a'), source: { title: 'x', url: 'javascript:alert(1)' } }] });
    expect(renderReport(unsafe, 'html')).not.toContain('href');
    expect(page).toContain('href="https://www.rfc-editor.org/rfc/rfc7644"');
  });
});

describe('the document of --json', () => {
  const verdict = z.enum(['passed', 'failed', 'warned', 'skipped', 'not-reachable-from-here']);
  const verdicts = z.strictObject({ rfc: verdict, entra: verdict, okta: verdict });
  const things = z.array(
    z.strictObject({ resourceType: z.enum(['User', 'Group']), name: z.string(), id: z.string().nullable(), note: z.string().nullable() }),
  );
  const schema = z.strictObject({
    command: z.enum(['check', 'sync', 'cleanup']),
    connection: z.string(),
    verdict,
    verdicts,
    steps: z.array(z.strictObject({ id: z.string(), title: z.string(), status: z.string(), verdicts, durationMs: z.number(), reason: z.string() })),
    findings: z.array(
      z.strictObject({
        id: z.string(),
        severity: z.enum(['error', 'warning', 'info']),
        title: z.string(),
        cause: z.string(),
        remedy: z.array(z.string()),
        actor: z.string(),
        evidence: z.array(z.object({ vantage: z.string(), text: z.string() })),
        source: z.object({ title: z.string() }),
      }),
    ),
    created: things,
    removed: things,
    left: things,
    observations: z.array(z.strictObject({ id: z.string(), question: z.string(), answer: z.string() })),
  });

  it('has exactly the promised keys, also for a run that never got anywhere', () => {
    expect(schema.parse(JSON.parse(renderReport(contentWith('calm'), 'json')))).toMatchObject({
      command: 'sync',
      verdict: 'failed',
      connection: 'calm',
    });
    const { verdict: _verdict, verdicts: _verdicts, ...bare } = contentWith('calm', { steps: [], state: 'broken' }).run;
    expect(schema.parse(toJsonDocument(bare))).toMatchObject({ verdict: 'skipped', steps: [] });
  });

  const effects = [
    effect('undone', { resourceId: '1' }),
    effect('undone', { name: 'never', note: 'never made: looked up by its own key, nothing is there' }),
    effect('done', { resourceId: '2' }),
    effect('intended', { name: 'perhaps' }),
    effect('unknown', { resourceId: '3', note: 'the server answered 500' }),
  ];
  const names = (rows: readonly { readonly name: string }[]) => rows.map(({ name }) => name);

  it('says what was created, removed and left; what was never made is none of these', () => {
    const document = toJsonDocument(contentWith('calm', { effects }).run);
    expect(names(document.created)).toEqual(['name-undone', 'name-done', 'name-unknown']);
    expect(names(document.removed)).toEqual(['name-undone']);
    expect(names(document.left)).toEqual(['name-done', 'perhaps', 'name-unknown']);
  });

  it('does not say that a clean-up created anything', () => {
    const document = toJsonDocument(contentWith('calm', { kind: 'clean-up', effects }).run);
    expect(document.created).toEqual([]);
    expect(names(document.removed)).toEqual(['name-undone']);
  });
});

describe('the second column of a connection test', () => {
  const columns = (outcome: 'success' | 'credential-validation-unavailable' | 'not-tried'): ReportColumns => ({
    thisDesk: 'All steps pass. Tested 2026-11-23T20:00:05.000Z.',
    fromIdp: outcome === 'not-tried' ? 'Not known yet.' : 'Entra reported: something. Entered 2026-11-23T20:44:00.000Z.',
    together: 'One sentence.',
    tone: outcome === 'success' ? 'good' : 'bad',
    findings: outcome === 'credential-validation-unavailable' ? [finding('idp.credential-validation-unavailable', 'As pasted')] : [],
    report: { connectionId: 'c', outcome, pasted: '', reportedAt: '2026-11-23T20:44:00.000Z' },
  });
  const reported = (format: 'html' | 'markdown' | 'json' | 'junit', outcome: Parameters<typeof columns>[0]) =>
    renderReport({ ...contentWith('calm', { kind: 'connection-test' }), columns: columns(outcome) }, format);

  it.each(['html', 'markdown'] as const)(
    'stands in %s beside the first, labelled, with its finding, and with times as people write them',
    (format) => {
      const text = reported(format, 'credential-validation-unavailable');
      for (const part of [
        'From this desk',
        'From your identity provider',
        'Entered 23 Nov 2026, 20:44 UTC',
        'Together',
        'idp.credential-validation-unavailable',
      ])
        expect(text).toContain(part);
      expect(text).not.toMatch(/\d{4}-\d\d-\d\dT/);
    },
  );

  it('is a testcase of its own for build servers: red with what was reported, and absent while nothing is', () => {
    const red = reported('junit', 'credential-validation-unavailable');
    expect(red).toContain('<property name="From your identity provider" value="Entra reported: something. Entered 23 Nov 2026, 20:44 UTC."/>');
    expect(red).toContain('tests="6" failures="2"');
    expect(red).toContain('type="idp.credential-validation-unavailable"');
    expect(reported('junit', 'success')).toContain('tests="6" failures="1"');
    expect(reported('junit', 'not-tried')).toContain('tests="5" failures="1"');
    for (const text of [red, reported('junit', 'success')]) expect(xmlTrouble(text)).toBeUndefined();
  });

  it('is a key of the document, and its findings are among the others', () => {
    const document = JSON.parse(reported('json', 'credential-validation-unavailable'));
    expect(document.columns).toMatchObject({ thisDesk: expect.stringContaining('All steps'), together: 'One sentence.', tone: 'bad' });
    expect(document.columns).not.toHaveProperty('findings');
    expect(document.findings.map(({ id }: { id: string }) => id)).toEqual(['scim.server-error', 'idp.credential-validation-unavailable']);
  });
});

describe('the report for build servers', () => {
  it('has a testcase a step, with the right counts', () => {
    const xml = renderReport(contentWith('calm'), 'junit');
    expect(xml.match(/<testcase /g)).toHaveLength(5);
    expect(xml).toContain('tests="5" failures="1" errors="0" skipped="2" time="1.260"');
    expect(xml).toContain('<failure message="calm" type="scim.server-error">');
    expect(xml).toContain('<system-out>Warning: calm');
  });

  it('is not green when the run did not end by itself', () => {
    const xml = renderReport(contentWith('calm', { state: 'interrupted', steps: [] }), 'junit');
    expect(xml).toContain('tests="1" failures="0" errors="1"');
    expect(xmlTrouble(xml)).toBeUndefined();
  });
});

describe('the HTTP archive', () => {
  const { log } = JSON.parse(renderReport(contentWith('calm'), 'har'));

  it('is a HAR 1.2 with every exchange under its step', () => {
    expect(log).toMatchObject({ version: '1.2', creator: { name: 'SCIM Steward', version: '1.2.3' } });
    expect(log.pages.map(({ id }: { id: string }) => id)).toEqual(['token']);
    expect(log.entries.map(({ pageref }: { pageref?: string }) => pageref)).toEqual(['token', 'token', undefined]);
    expect(log.entries[1].response).toMatchObject({ status: 0, _error: 'tcp calm: calm' });
    expect(log.entries[0].response.content.comment).toContain('Cut');
  });

  it('has timings that add up', () => {
    for (const { time, timings } of log.entries) {
      const parts = [timings.dns, timings.connect, timings.send, timings.wait, timings.receive].filter((part) => part >= 0);
      expect(parts.reduce((sum, part) => sum + part, 0)).toBe(time);
    }
    expect(log.entries[0].timings).toMatchObject({ dns: 1, connect: 5, ssl: 3, wait: 4, receive: 2 });
  });
});

describe('a finding for a ticket', () => {
  it.each([
    ['1. not a list', '1\\. not a list'],
    ['- not a list', '\\- not a list'],
    ['# not a heading', '\\# not a heading'],
    ['two\nlines', 'two lines'],
    ['see http://x.example and www.y.example', 'see http\\://x.example and www\\.y.example'],
    ['[a](b) **c** | `d` <e> &amp;', '\\[a\\](b) \\*\\*c\\*\\* \\| \\`d\\` \\<e\\> \\&amp;'],
    ['Foundry (test), 10.0.0.1 - fine!', 'Foundry (test), 10.0.0.1 - fine!'],
  ])('writes %j as %j', (text, written) => expect(plain(text)).toBe(written));

  it('says what, who, how and how to verify, in that order', () => {
    const text = findingToMarkdown({ ...finding('tls.expired', 'seen'), consequence: 'Entra stops.', verify: 'Run the test again.' });
    const parts = [
      '### Error: Title of tls.expired',
      'A cause',
      'What follows',
      'Who must act',
      '1. Do this',
      '2. Then that',
      'mended',
      'Evidence',
      '` tls.expired `',
      'RFC 7644',
    ];
    const places = parts.map((part) => text.indexOf(part));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });
});

describe('every format the window and the terminal offer', () => {
  it.each(reportFormatSchema.options)('%s is made also from a run with nothing in it', (format) => {
    const empty = contentWith('calm', { steps: [], findings: [], effects: [], faults: [], state: 'running' });
    expect(renderReport({ ...empty, exchanges: [] }, format).length).toBeGreaterThan(50);
  });
});
