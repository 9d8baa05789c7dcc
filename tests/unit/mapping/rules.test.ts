// The rules of a mapping, one by one: a schema that keeps them all gives no finding; each change below breaks one rule, and only that one is found.
import { describe, expect, it } from 'vitest';
import { mappingSchema, type SignOn, unknownSignOn } from '../../../contract/mapping.ts';
import { blankMapping } from '../../../main/domain/mapping/blank.ts';
import { checkMapping, rules } from '../../../main/features/mapping/rules.ts';
import { readOktaMappings } from '../../../main/protocols/okta/mappings.ts';
import { attribute, dropRow, goodSchema, goodSignOn, type ObjectNode, objectOf, read, replaceRow, type SchemaNode, written } from './schemas.ts';

const ids = (schema: SchemaNode, signOn: SignOn = goodSignOn) => checkMapping(read(schema), signOn).findings.map(({ id }) => id);

function changed(change: (people: ObjectNode, groups: ObjectNode, schema: SchemaNode) => void): SchemaNode {
  const schema = goodSchema();
  change(objectOf(schema, 'people'), objectOf(schema, 'groups'), schema);
  return schema;
}

describe('a mapping that keeps every rule', () => {
  it('gives no finding, and every rule is judged as kept', () => {
    const { findings, rules: results } = checkMapping(read(goodSchema()), goodSignOn);
    expect(findings).toEqual([]);
    expect(results.filter(({ state }) => state !== 'kept')).toEqual([]);
    expect(results).toHaveLength(rules.length);
  });

  it.each([
    ['[EMPLOYEEID]', 'employeeid'],
    ['employeeId', 'user.employeeId'],
  ])('compares %s and %s as one attribute, however it is written', (_mapped, claim) => {
    expect(ids(goodSchema(), { ...goodSignOn, providerId: claim })).toEqual([]);
  });

  it('may make externalId by an expression, when the claim is made by the same', () => {
    const schema = changed((people) => replaceRow(people, written('externalId', 'ToLower( [employeeId] )', 1)));
    expect(ids(schema, { ...goodSignOn, providerId: 'ToLower([user.employeeid])' })).toEqual([]);
  });
});

const set = (schema: SchemaNode, name: string, value: string) => {
  schema.synchronizationJobSettings = schema.synchronizationJobSettings.map((entry) => (entry.name === name ? { name, value } : entry));
};

type Break = (people: ObjectNode, groups: ObjectNode, schema: SchemaNode) => void;

const broken: readonly (readonly [string, string, Break])[] = [
  [
    'externalId comes from another attribute than the Provider ID',
    'mapping.external-id-not-provider-id',
    (people) => replaceRow(people, attribute('externalId', 'objectId', 1)),
  ],
  [
    'externalId is the Provider ID in lower case',
    'mapping.external-id-not-provider-id',
    (people) => replaceRow(people, written('externalId', 'ToLower([employeeId])', 1)),
  ],
  [
    'userName comes from another attribute than the Username',
    'mapping.user-name-differs',
    (people) => replaceRow(people, attribute('userName', 'mail', 2)),
  ],
  [
    'userName is matched first',
    'mapping.matching-order',
    (people) => {
      replaceRow(people, attribute('userName', 'userPrincipalName', 1));
      replaceRow(people, attribute('externalId', 'employeeId', 2));
    },
  ],
  ['userName alone is matched', 'mapping.matching-order', (people) => replaceRow(people, attribute('externalId', 'employeeId'))],
  ['a third attribute is matched', 'mapping.matching-order', (people) => replaceRow(people, attribute('emails[type eq "work"].value', 'mail', 3))],
  ['both have the same precedence', 'mapping.matching-order', (people) => replaceRow(people, attribute('userName', 'userPrincipalName', 1))],
  [
    'the group’s externalId is the object id, the claim the name',
    'mapping.group-values-differ',
    (_people, groups) => replaceRow(groups, attribute('externalId', 'objectId')),
  ],
  [
    'the group’s displayName is something else',
    'mapping.group-values-differ',
    (_people, groups) => replaceRow(groups, attribute('displayName', 'mailNickname', 1)),
  ],
  ['active is missing', 'mapping.active-not-mapped', (people) => dropRow(people, 'active')],
  [
    'active is a constant',
    'mapping.active-not-from-leavers',
    (people) =>
      replaceRow(people, { ...attribute('active', 'True'), source: { type: 'Constant', name: 'True', expression: '"True"', parameters: [] } }),
  ],
  ['active looks at accountEnabled alone', 'mapping.active-not-from-leavers', (people) => replaceRow(people, attribute('active', 'accountEnabled'))],
  [
    'active is true whatever IsSoftDeleted says',
    'mapping.active-not-from-leavers',
    (people) => replaceRow(people, written('active', 'IIF([IsSoftDeleted]="True", "True", "True")')),
  ],
  ['active is turned round', 'mapping.active-not-from-leavers', (people) => replaceRow(people, attribute('active', 'IsSoftDeleted'))],
  ['a required attribute of groups is missing', 'mapping.required-missing', (_people, groups) => dropRow(groups, 'members')],
  ['externalId is missing', 'mapping.required-missing', (people) => dropRow(people, 'externalId')],
  [
    'the schema requires what is not mapped',
    'mapping.required-missing',
    (people, _groups, schema) => {
      schema.directories = [
        {
          name: 'Target',
          objects: [
            {
              name: people.targetObjectName,
              attributes: [
                { name: 'id', required: true },
                { name: 'nickName', required: true },
              ],
            },
          ],
        },
      ];
    },
  ],
  ['mail addresses are not mapped', 'mapping.synced-not-mapped', (people) => dropRow(people, 'emails[type eq "work"].value')],
  [
    'a department is mapped',
    'mapping.login-only-attributes',
    (people) => people.attributeMappings.push(attribute('urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department', 'department')),
  ],
  [
    'the mapping of people is switched off',
    'mapping.people-not-mapped',
    (people) => {
      people.enabled = false;
    },
  ],
  [
    'the mapping of groups is switched off',
    'mapping.groups-not-mapped',
    (_people, groups) => {
      groups.enabled = false;
    },
  ],
  [
    'the mapping of groups is not there',
    'mapping.groups-not-mapped',
    (_people, _groups, schema) => {
      schema.synchronizationRules[0]?.objectMappings.pop();
    },
  ],
  [
    'creating is off',
    'mapping.creates-off',
    (people) => {
      people.flowTypes = 'Update, Delete';
    },
  ],
  [
    'updating is off',
    'mapping.updates-off',
    (_people, groups) => {
      groups.flowTypes = 'Add,Delete';
    },
  ],
  [
    'deleting is off',
    'mapping.deletes-off',
    (people) => {
      people.flowTypes = 'Add, Update';
    },
  ],
  ['people out of scope are skipped', 'mapping.out-of-scope-kept', (_people, _groups, schema) => set(schema, 'SkipOutOfScopeDeletions', 'True')],
  [
    'externalId flows only at creation',
    'mapping.only-at-creation',
    (people) => replaceRow(people, { ...attribute('externalId', 'employeeId', 1), flowType: 'ObjectAddOnly' }),
  ],
  [
    'the job was made from a gallery template',
    'mapping.gallery-app',
    (_people, _groups, schema) => {
      schema.id = 'palantirFoundry.8f2d.4c1e';
    },
  ],
  [
    'the job is of the old kind',
    'mapping.old-job',
    (_people, _groups, schema) => {
      schema.id = 'customappsso.8f2d.4c1e';
    },
  ],
  [
    'the flag is missing',
    'mapping.flag-missing',
    (_people, _groups, schema) => set(schema, 'BaseAddress', 'https://halden.example/multipass/api/scim/r/v2/'),
  ],
];

describe('one thing broken is the one thing found', () => {
  it.each(broken)('%s: %s', (_what, id, change) => expect(ids(changed(change))).toEqual([id]));

  it.each<[string, string, Break, Partial<SignOn>]>([
    ['the Provider ID is the pairwise sub', 'mapping.provider-id-not-sendable', () => {}, { providerId: 'sub' }],
    ['the Provider ID is a persistent NameID', 'mapping.provider-id-not-sendable', () => {}, { providerId: 'persistent NameID' }],
    [
      'the Provider ID follows the name',
      'mapping.provider-id-not-stable',
      (people) => replaceRow(people, attribute('externalId', 'userPrincipalName', 1)),
      { providerId: 'NameID' },
    ],
    [
      'what is matched is the same for many',
      'mapping.matching-not-unique',
      (people) => replaceRow(people, attribute('externalId', 'department', 1)),
      { providerId: 'department' },
    ],
    [
      'externalId is what Entra fills in, and nobody named the claim',
      'mapping.defaults-untouched',
      (people) => replaceRow(people, attribute('externalId', 'mailNickname', 1)),
      { providerId: '' },
    ],
    [
      'externalId uses a function that is not evaluated',
      'mapping.expression-not-evaluated',
      (people) => replaceRow(people, written('externalId', 'Word([employeeId], 1, "-")', 1)),
      { providerId: 'Word([employeeId], 1, "-")' },
    ],
    [
      'externalId cannot be read',
      'mapping.expression-not-evaluated',
      (people) => replaceRow(people, written('externalId', 'ToLower([employeeId]', 1)),
      {},
    ],
    ['an own schema, provisioned by the gallery app', 'mapping.gallery-app', () => {}, { scimApp: 'gallery' }],
    ['sign-in is OIDC', 'mapping.oidc-sign-on', () => {}, { groups: { ...goodSignOn.groups, protocol: 'oidc' } }],
    [
      'the groups claim is to carry names it cannot carry',
      'mapping.group-names-not-sent',
      () => {},
      { groups: { ...goodSignOn.groups, mode: 'security-groups' } },
    ],
    [
      'groups send two values and nobody named the claim',
      'mapping.group-values-differ',
      (_people, groups) => replaceRow(groups, attribute('externalId', 'objectId')),
      { groups: { ...goodSignOn.groups, sourceAttribute: 'unknown' } },
    ],
  ])('%s: %s', (_what, id, change, signOn) => expect(ids(changed(change), { ...goodSignOn, ...signOn })).toEqual([id]));

  it('and each rule was broken at least once above', () => {
    const source = [
      ...broken.map(([, id]) => id),
      'mapping.provider-id-not-sendable',
      'mapping.provider-id-not-stable',
      'mapping.matching-not-unique',
      'mapping.defaults-untouched',
      'mapping.expression-not-evaluated',
      'mapping.oidc-sign-on',
      'mapping.group-names-not-sent',
    ];
    expect(rules.map(({ id }) => id).filter((id) => !source.includes(id))).toEqual([]);
  });
});

describe('Entra’s own defaults', () => {
  const defaults = changed((people, groups) => {
    replaceRow(people, attribute('externalId', 'mailNickname'));
    replaceRow(people, attribute('userName', 'userPrincipalName', 1));
    replaceRow(groups, attribute('externalId', 'objectId'));
  });

  it('break both of Foundry’s rules, and are recognised as untouched', () => {
    expect(ids(defaults)).toEqual([
      'mapping.external-id-not-provider-id',
      'mapping.matching-order',
      'mapping.group-values-differ',
      'mapping.defaults-untouched',
    ]);
  });

  it('say with the finding what was read, what to do and who must act', () => {
    const finding = checkMapping(read(defaults), goodSignOn).findings.find(({ id }) => id === 'mapping.external-id-not-provider-id');
    expect(finding?.evidence.map(({ text }) => text)).toEqual([
      'externalId comes from [mailNickname].',
      'The claim for Foundry’s ID (Provider ID) comes from employeeId.',
    ]);
    expect(finding?.actor).toBe('IdP admin');
    expect(finding?.remedy.join(' ')).toContain('map externalId to employeeId');
  });

  it('are judged by NameID’s default source, and that assumption is said', () => {
    const finding = checkMapping(read(defaults), { ...goodSignOn, providerId: 'NameID' }).findings[0];
    expect(finding?.evidence.map(({ text }) => text)).toContain(
      'The claim NameID is taken to come from userPrincipalName, as it does until somebody changes it.',
    );
  });
});

describe('a mapping to type into', () => {
  it.each(['entra', 'okta'] as const)('keeps every rule of %s that can be judged', (provider) => {
    const signOn: SignOn = { ...goodSignOn, providerId: provider === 'entra' ? 'employeeId' : 'employeeNumber', userName: '' };
    const mapping = blankMapping(provider, signOn);
    expect(mappingSchema.parse(mapping)).toEqual(mapping);
    expect(checkMapping(mapping, signOn).findings).toEqual([]);
  });

  it('leaves externalId out while nobody said which claim is the Provider ID', () => {
    expect(checkMapping(blankMapping('entra', unknownSignOn), unknownSignOn).findings.map(({ id }) => id)).toEqual(['mapping.required-missing']);
  });
});

describe('what nobody said', () => {
  it('is not judged, and never counted as kept', () => {
    const bare = goodSchema();
    bare.id = '8f2d4c1e';
    bare.synchronizationJobSettings = [];
    const { findings, rules: results } = checkMapping(read(bare), {
      ...goodSignOn,
      providerId: '',
      userName: '',
      groups: { ...goodSignOn.groups, sourceAttribute: 'unknown', protocol: 'unknown' },
      scimApp: 'unknown',
    });
    expect(findings).toEqual([]);
    expect(results.filter(({ state }) => state === 'not judged').map(({ id }) => id)).toEqual([
      'mapping.external-id-not-provider-id',
      'mapping.user-name-differs',
      'mapping.provider-id-not-sendable',
      'mapping.provider-id-not-stable',
      'mapping.group-values-differ',
      'mapping.group-names-not-sent',
      'mapping.out-of-scope-kept',
      'mapping.gallery-app',
      'mapping.old-job',
      'mapping.oidc-sign-on',
      'mapping.flag-missing',
    ]);
  });
});

describe('Okta’s mapping', () => {
  const okta = (properties: Record<string, unknown>) => {
    const got = readOktaMappings(
      JSON.stringify({
        id: 'prm1',
        source: { id: 'otyu', name: 'user', type: 'user' },
        target: { id: '0oa1', name: 'foundry', type: 'appuser' },
        properties,
      }),
      'okta.json',
    );
    if (got.kind === 'unreadable') throw new Error(got.reason);
    return got.mapping;
  };
  const base = {
    givenName: { expression: 'user.firstName', pushStatus: 'PUSH' },
    displayName: { expression: 'user.displayName', pushStatus: 'PUSH' },
  };
  const found = (properties: Record<string, unknown>, providerId: string) =>
    checkMapping(okta({ ...base, ...properties }), { ...goodSignOn, providerId }).findings.map(({ id }) => id);

  it('sends the Okta id where externalId is not mapped, which sign-in hardly ever does', () => {
    expect(found({}, 'user.employeeNumber')).toEqual(['mapping.external-id-not-provider-id']);
    expect(found({}, '')).toEqual(['mapping.defaults-untouched']);
    expect(found({}, 'user.id')).toEqual([]);
  });

  it('keeps the rule when both come from one attribute', () => {
    expect(found({ externalId: { expression: 'user.employeeNumber', pushStatus: 'PUSH' } }, 'employeeNumber')).toEqual([]);
  });

  it('does not mend anybody when externalId is pushed at creation only', () => {
    expect(found({ externalId: { expression: 'user.employeeNumber', pushStatus: 'DONT_PUSH' } }, 'employeeNumber')).toEqual([
      'mapping.only-at-creation',
    ]);
  });

  it('in Okta’s own language is not evaluated, and not guessed', () => {
    expect(found({ externalId: { expression: 'String.substringBefore(user.login, "@")', pushStatus: 'PUSH' } }, 'employeeNumber')).toEqual([
      'mapping.expression-not-evaluated',
    ]);
  });

  it('is not judged by rules that are Entra’s', () => {
    const results = checkMapping(okta(base), goodSignOn).rules;
    expect(results.filter(({ state }) => state === 'does not apply').map(({ id }) => id)).toContain('mapping.matching-order');
  });
});
