import { describe, expect, it } from 'vitest';
import { readAllowedRanges } from '../../../main/domain/ingress/allowed-ranges.ts';
import { countryNote, readCountries } from '../../../main/domain/ingress/countries.ts';
import { coverageOf } from '../../../main/domain/ingress/coverage.ts';
import { readServiceTag } from '../../../main/domain/ingress/service-tag.ts';
import { type LetterFacts, writeChangeRequest, writeSupportRequest } from '../../../main/domain/ingress/texts.ts';

const tagFile = (values: readonly unknown[]) => JSON.stringify({ changeNumber: 312, cloud: 'Public', values });
const tag = (name: string, addressPrefixes: readonly unknown[], changeNumber = 17) => ({
  name,
  id: name,
  properties: { changeNumber, region: '', addressPrefixes },
});

describe('the list of allowed ranges, as people paste it', () => {
  it('is read line by line, with commas, comments and quotation marks', () => {
    const { ranges, problems } = readAllowedRanges('10.0.0.0/8, 192.0.2.1\r\n# head office\n"198.51.100.0/24" // branch\n\n');
    expect(ranges).toHaveLength(3);
    expect(problems).toEqual([]);
  });

  it('names each entry that could not be read, with its line', () => {
    const { ranges, problems } = readAllowedRanges('10.0.0.0/8\n10.0.0.300\n2603:1006::/32\n10.1.2.3/16');
    expect(ranges).toHaveLength(2);
    expect(problems).toEqual([
      'Line 2: “10.0.0.300” is not an IPv4 range and was left out.',
      'Line 3: 2603:1006::/32 is an IPv6 range. Network ingress accepts IPv4 only; it was left out.',
      'Line 4: 10.1.2.3/16 is not the first address of its network; it was read as 10.1.0.0/16.',
    ]);
  });

  it('says when it is longer than Network ingress allows', () => {
    const text = Array.from({ length: 501 }, (_, index) => `10.${Math.floor(index / 256)}.${index % 256}.0/24`).join('\n');
    expect(readAllowedRanges(text).problems).toEqual([expect.stringContaining('at most 500')]);
  });
});

describe('the service-tag file of Microsoft', () => {
  it('gives the IPv4 ranges of AzureActiveDirectory and its regions, and no other tag', () => {
    const reading = readServiceTag(
      `\uFEFF${tagFile([
        tag('AzureActiveDirectory', ['20.190.128.0/18', '2603:1006:2000::/48']),
        tag('AzureActiveDirectory.WestEurope', ['40.126.0.0/18']),
        tag('AzureActiveDirectoryDomainServices', ['13.64.151.161/32']),
      ])}`,
    );
    expect(reading).toMatchObject({ kind: 'tag', version: 'tag 17, file 312', cloud: 'Public', ipv6: 1, unreadable: [] });
    expect(reading.kind === 'tag' && reading.ranges).toHaveLength(2);
  });

  it('is refused with a reason when it is something else', () => {
    for (const file of [
      '',
      'not json',
      '[]',
      '{"values":{}}',
      tagFile([]),
      tagFile([tag('Storage', ['10.0.0.0/8'])]),
      tagFile([null, 'x', { name: 7 }]),
    ])
      expect(readServiceTag(file)).toMatchObject({ kind: 'unreadable', why: expect.any(String) });
  });

  it('names prefixes that make no sense and keeps the others', () => {
    expect(readServiceTag(tagFile([tag('azureactivedirectory', ['10.0.0.0/8', 'nonsense', 7])]))).toMatchObject({
      unreadable: ['nonsense', '7'],
      ranges: [expect.anything()],
    });
  });
});

describe('country rules', () => {
  const missing = coverageOf([{ first: 1, last: 2 }], []);
  it('are never taken as proof that a range is allowed', () => {
    expect(readCountries('US, Ireland;NL\nUS')).toEqual(['US', 'Ireland', 'NL']);
    expect(countryNote(['US'], missing)).toContain('cannot be known from here');
    expect(countryNote([], missing)).toContain('only the ranges count');
    expect(countryNote(['US'], coverageOf([{ first: 1, last: 2 }], [{ first: 0, last: 9 }]))).toContain('without the country rule');
  });
});

describe('the letters to Foundry’s administrator and to Palantir Support', () => {
  const facts: LetterFacts = {
    scimHost: 'scim.contoso.example',
    tokenHost: 'scim.contoso.example',
    realm: 'a1b2',
    domainChoice: 'scim-subdomain',
    tagVersion: 'tag 17',
    coverage: coverageOf([{ first: 0x14be8000, last: 0x14bebfff }], []),
    countries: 'NL',
    deskSight: 'answers',
    fromThisDesk: [{ text: 'TLS 1.3 answered.', at: '23 Nov 2026, 20:00 UTC' }],
    reported: { text: 'SystemForCrossDomainIdentityManagementCredentialValidationUnavailable', at: '23 Nov 2026, 20:05 UTC' },
    writtenAt: '23 Nov 2026, 20:06 UTC',
  };

  it('name the domain, the missing ranges, their source, what was seen and what Entra reported', () => {
    const request = writeChangeRequest(facts);
    for (const part of [
      'scim.contoso.example',
      'realm a1b2',
      '20.190.128.0/18',
      'tag 17',
      'TLS 1.3 answered',
      'CredentialValidationUnavailable',
      'SCIM subdomain',
    ])
      expect(request).toContain(part);
    const support = writeSupportRequest(facts);
    for (const part of ['scim.contoso.example', '0 of 1', 'Azure Front Door', 'CredentialValidationUnavailable']) expect(support).toContain(part);
  });

  it('give the times as they were written for people', () => {
    for (const letter of [writeChangeRequest(facts), writeSupportRequest(facts)]) {
      expect(letter).toContain('  - 23 Nov 2026, 20:00 UTC: TLS 1.3 answered.');
      expect(letter).toContain('(entered 23 Nov 2026, 20:05 UTC)');
      expect(letter).toContain('Written 23 Nov 2026, 20:06 UTC.');
      expect(letter).not.toMatch(/\d{4}-\d\d-\d\dT/);
    }
  });

  it('claim no more of the administrator’s desk than it saw', () => {
    expect(writeChangeRequest(facts)).toContain('desk the domain answers');
    for (const deskSight of ['fault', 'does not get through', 'not known'] as const)
      expect(writeChangeRequest({ ...facts, deskSight })).not.toContain('the domain answers');
  });

  it('say what is not known instead of leaving it out', () => {
    const { coverage: _coverage, reported: _reported, realm: _realm, tagVersion: _version, ...bare } = facts;
    expect(writeChangeRequest({ ...bare, fromThisDesk: [], domainChoice: 'unknown' })).toMatch(
      /every IPv4 range of the service tag[\s\S]*not entered yet[\s\S]*no connection test/,
    );
    expect(writeSupportRequest(bare)).toContain('not compared');
  });
});
