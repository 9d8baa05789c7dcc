// What is wrong at Halden Instruments on purpose: one row a problem, so that every feature has something to find. The row says what is
// different in the target from what a clean sync would have put there; docs/practice-tenant.md lists the rows.
import type { Origin } from '../state/store.ts';

export interface TargetChange {
  readonly userName?: string;
  /** `null`: none. `nickname`, `upn`: that attribute of the directory instead of the object id. */
  readonly externalId?: { readonly kind: 'none' | 'nickname' | 'upn' | 'upper-case' | 'trailing-blank' | 'earlier-account' };
  readonly origin?: Origin;
  readonly displayName?: string;
  readonly familyName?: string;
  readonly state?: 'absent';
  /** Organization rules have not run since the person came into the groups. */
  readonly organization?: 'rules-not-run';
  /** Keys of groups the target lacks this person in, though the directory has them there. */
  readonly missingFrom?: readonly string[];
}

export interface Problem {
  readonly id: string;
  /** The part of the app that should find it. */
  readonly feature: string;
  /** Nickname of the person, key of the group, or userName of someone only the target knows. */
  readonly who: string;
  readonly what: string;
  readonly change?: TargetChange;
}

export const problems: readonly Problem[] = [
  {
    id: 'external-id-is-nickname',
    feature: 'conflicts',
    who: 'lukas.brandt',
    what: 'externalId is the mail nickname (Entra’s default mapping), sign-on sends the object id: log-in gives the conflict message.',
    change: { externalId: { kind: 'nickname' } },
  },
  {
    id: 'external-id-is-upn',
    feature: 'conflicts',
    who: 'chloe.martin',
    what: 'externalId is the user principal name, sign-on sends the object id.',
    change: { externalId: { kind: 'upn' } },
  },
  {
    id: 'external-id-other-case',
    feature: 'conflicts',
    who: 'tomasz.wojcik',
    what: 'externalId is the object id in capitals: externalId compares with case.',
    change: { externalId: { kind: 'upper-case' } },
  },
  {
    id: 'external-id-blank',
    feature: 'conflicts',
    who: 'greta.novak',
    what: 'externalId ends in a blank.',
    change: { externalId: { kind: 'trailing-blank' } },
  },
  {
    id: 're-created',
    feature: 'conflicts',
    who: 'carlos.mendoza',
    what: 'Left and came back: the directory has a new object id, the target the earlier one under the same userName.',
    change: { externalId: { kind: 'earlier-account' } },
  },
  {
    id: 'made-by-login',
    feature: 'conflicts',
    who: 'peter.vandenberg',
    what: 'Logged in before provisioning began: made by log-in, with the user principal name as Provider ID.',
    change: { origin: 'login', externalId: { kind: 'upn' } },
  },
  {
    id: 'pre-registered',
    feature: 'conflicts',
    who: 'linh.pham',
    what: 'Pre-registered in Foundry, never logged in: no Provider ID yet.',
    change: { origin: 'preregistered', externalId: { kind: 'none' } },
  },
  {
    id: 'user-name-twins',
    feature: 'conflicts',
    who: 'Maria.Silva',
    what: 'Shares a userName but for case with maria.silva: only one of the two can be in the target.',
    change: { state: 'absent' },
  },
  {
    id: 'renamed',
    feature: 'conflicts',
    who: 'julia.hartmann',
    what: 'Married: the directory has the new name, the target still julia.weber.',
    change: { userName: 'julia.weber@halden.example', displayName: 'Julia Weber', familyName: 'Weber' },
  },
  {
    id: 'guest-stripped',
    feature: 'mapping',
    who: 'dana.levy_opticlab.example',
    what: 'A guest whose #EXT# was stripped from the userName by Entra’s default mapping.',
    change: { userName: 'dana.levy_opticlab.example@halden.example' },
  },
  { id: 'guest', feature: 'mapping', who: 'pierre.dubois_mesure.example', what: 'A guest with #EXT# in the userName.' },
  { id: 'no-mail', feature: 'mapping', who: 'yusuf.demir', what: 'Cloud-only account without mail: emails are empty in the target.' },
  {
    id: 'leaver-active',
    feature: 'leavers',
    who: 'robert.schmidt',
    what: 'Disabled in the directory, still active in the target and in his groups.',
  },
  {
    id: 'leaver-unknown',
    feature: 'leavers',
    who: 'william.frost@halden.example',
    what: 'Deleted in the directory, still active in the target and in Finance.',
  },
  {
    id: 'service-account',
    feature: 'directory',
    who: 'svc.directory-bridge@halden.example',
    what: 'The first user of the list is no person: no name, no email, no externalId.',
  },
  {
    id: 'rules-not-run',
    feature: 'organization rules',
    who: 'thabo.nkosi',
    what: 'Added to Project Fjord by SCIM: the rule for that group has not run, the organization is still the default one.',
    change: { organization: 'rules-not-run' },
  },
  {
    id: 'rules-not-run-2',
    feature: 'organization rules',
    who: 'priya.raman',
    what: 'The same, and she has never logged in.',
    change: { organization: 'rules-not-run' },
  },
  {
    id: 'membership-drift',
    feature: 'directory',
    who: 'hana.kim',
    what: 'In Instrument Software in the directory, not in the target: removed there by hand; Entra never reads members back.',
    change: { missingFrom: ['software'] },
  },
  {
    id: 'group-renamed',
    feature: 'directory',
    who: 'stewards',
    what: 'Renamed from Data Owners to Data Stewards in the directory; name and externalId in the target are the old ones.',
  },
  {
    id: 'group-names-twice',
    feature: 'directory',
    who: 'optics-reading',
    what: 'Two groups of the directory are named Optics: matching by displayName would merge them.',
  },
  {
    id: 'nested',
    feature: 'nested groups',
    who: 'engineering',
    what: 'Holds Optics and Instrument Software as groups: of 21 people only 2 are direct members and reach the target.',
  },
  {
    id: 'nested-deep',
    feature: 'nested groups',
    who: 'all-halden',
    what: 'Two levels deep: one direct member, everybody else by groups inside groups.',
  },
  { id: 'nested-loop', feature: 'nested groups', who: 'fjord', what: 'Project Fjord holds Fjord Partners, which holds Project Fjord: a loop.' },
];

export const changeFor = (nickname: string): TargetChange => problems.find((problem) => problem.who === nickname)?.change ?? {};
