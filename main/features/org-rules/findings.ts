// What a rerun of organization rules concludes: who was not updated, who moved where nobody foresaw, whom the rules still do not place.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

const number = (value: number) => value.toLocaleString('en-US');
const people = (count: number) => (count === 1 ? '1 person' : `${number(count)} people`);
const place = (name: string | null) => (name === null ? 'no organization' : `“${name}”`);

export const unexpectedMove = defineFinding<{ readonly userName: string; readonly from: string | null; readonly to: string | null }>({
  id: 'rerun.unexpected-move',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: (facts) => `An update moved somebody to ${place(facts.to)}, which was not foreseen`,
  cause: (facts) =>
    `${facts.userName} was in ${place(facts.from)} and is in ${place(facts.to)} since the update, which the rules as entered here do not give.`,
  consequence: () => 'The run stopped at this person. With another organization go other projects and data; without one nobody can log in.',
  remedy: () => [
    'Compare the rules entered here with those in Control Panel > Authentication > the provider > Organization assignment, and mend what differs.',
    'If the move is right, continue: moves from and to these two organizations are accepted then.',
  ],
  verify: () => 'Plan again: the dry run then gives the organization that the person is in.',
  source: sources.foundryOrganizations,
  example: { userName: 'thabo.nkosi@halden.example', from: 'Halden Instruments', to: 'Halden Restricted' },
});

export const stillMisplaced = defineFinding<{ readonly people: number; readonly strategy: string }>({
  id: 'rerun.still-misplaced',
  severity: 'warning',
  actor: 'Foundry authentication administrator',
  title: (facts) => `${people(facts.people)} ${facts.people === 1 ? 'is' : 'are'} not where the rules should place them`,
  cause: (facts) =>
    `The update by “${facts.strategy}” was accepted and the organization is still another one: either the update did not make the rules run, or the rules in Foundry are not those entered here.`,
  consequence: () => 'People with “No organization” cannot log in, so no login can mend it for them.',
  remedy: () => [
    'Check the rules of the provider in Control Panel: their order, special characters in patterns, and which provider the person belongs to.',
    'If the rules are right, this server may ignore an update that changes nothing: run these people again by “touch”.',
    'Foundry’s rule test panel knows only people who have logged in: of the others only this run shows where the rules place them.',
  ],
  verify: () => 'Run them again: they end as verified.',
  source: sources.foundryFaq,
  example: { people: 3, strategy: 'resend' },
});

export const notUpdated = defineFinding<{ readonly people: number }>({
  id: 'rerun.not-updated',
  severity: 'error',
  actor: 'server owner',
  title: (facts) => `${people(facts.people)} could not be updated`,
  cause: (facts) => `The server did not take the update of ${people(facts.people)}; the reasons stand in the evidence and in the table.`,
  consequence: () => 'The organization rules did not run for them.',
  remedy: () => ['Mend what the server names as the reason.', 'Then run those that failed again: one click in the window, --resume in the terminal.'],
  verify: () => 'They end as sent or verified.',
  source: sources.app,
  example: { people: 12 },
});

export const answersLost = defineFinding<{ readonly people: number }>({
  id: 'rerun.answer-lost',
  severity: 'warning',
  actor: 'network team',
  title: (facts) => `Of ${people(facts.people)} it is not known whether the update arrived`,
  cause: () => 'Each time the connection broke before the answer came.',
  consequence: () => 'Sending the same name again changes nothing more, so they may be run again.',
  remedy: () => ['Run them again when the connection is stable.'],
  source: sources.app,
  example: { people: 2 },
});

export const touchedValueLeft = defineFinding<{ readonly userName: string; readonly words: string }>({
  id: 'rerun.touched-value-left',
  severity: 'error',
  actor: 'you',
  title: 'A name that was changed for a moment may not have been set back',
  cause: (facts) => `${facts.userName}: ${facts.words}`,
  remedy: () => ['Continue the rerun with those that failed: it looks first, and sets back what is still there.', 'Or set the name back by hand.'],
  verify: () => 'The person shows the old name in Foundry.',
  source: sources.app,
  example: {
    userName: 'thabo.nkosi@halden.example',
    words: 'displayName may still be “Thabo Nkosi (updating)”: set it back to “Thabo Nkosi” by hand.',
  },
});

export const ifMatchIgnored = defineFinding<{ readonly method: string; readonly status: number }>({
  id: 'rerun.if-match-ignored',
  severity: 'error',
  actor: 'server owner',
  title: 'The server does not hold a write to the version it is meant for',
  cause: (facts) => `A ${facts.method} with a false If-Match was answered ${facts.status}, not 412.`,
  consequence: () => 'A PUT replaces the whole person: without that check it could overwrite what the identity provider wrote a moment before.',
  remedy: () => ['Use “resend” instead: it sends one name and nothing else.'],
  source: sources.rfc7644,
  example: { method: 'PATCH', status: 200 },
});

export const stoppedEarly = defineFinding<{ readonly why: string }>({
  id: 'rerun.stopped',
  severity: 'error',
  actor: 'you',
  title: 'The rerun stopped before everybody was sent',
  cause: (facts) => facts.why,
  consequence: () => 'Nobody else was sent. Who was not keeps waiting.',
  remedy: () => ['Mend the cause; the connection test shows whether the server can be reached and signed in to.', 'Then continue the rerun.'],
  verify: () => 'The rerun goes on with the next person.',
  source: sources.app,
  example: { why: 'The server could not be reached for several minutes.' },
});
