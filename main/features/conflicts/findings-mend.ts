// What can go wrong while one person is mended. The account's own values stand in the evidence.
import { defineFinding } from '../../platform/findings/define.ts';
import { sources } from '../../platform/findings/sources.ts';

interface MendFacts {
  readonly userName: string;
  readonly why: string;
}

const verify = 'The account’s externalId is the value that single sign-on sends, and the person signs in.';
const example: MendFacts = { userName: 'amara.okafor@contoso.com', why: 'It carries “b7” now, and “a1” was shown.' };

export const mendNotSent = defineFinding<MendFacts>({
  id: 'conflict.mend-not-sent',
  severity: 'error',
  actor: 'you',
  title: ({ userName }) => `${userName} was not mended: nothing was sent`,
  cause: ({ why }) => why,
  remedy: () => ['Explain the conflict again: the evidence is read anew.', 'Make the dry run once more and compare it with what you expect.'],
  verify: () => verify,
  source: sources.foundryFaq,
  example,
});

export const mendRefused = defineFinding<MendFacts>({
  id: 'conflict.mend-refused',
  severity: 'error',
  actor: 'Foundry authentication administrator',
  title: ({ userName }) => `The server refused the change of ${userName}`,
  cause: ({ why }) => why,
  consequence: () => 'The account is as it was.',
  remedy: () => [
    'If another account has this externalId already (409), find out which of the two is the person’s: “Explain” shows both.',
    'If this client may not write (401, 403), let the connection test say why.',
    'Else let the identity provider write externalId at its next cycle.',
  ],
  verify: () => verify,
  source: sources.foundryFaq,
  example: { ...example, why: 'It answered 409: externalId is taken.' },
});

export const mendNotTaken = defineFinding<MendFacts>({
  id: 'conflict.mend-not-taken',
  severity: 'error',
  actor: 'server owner',
  title: ({ userName }) => `The server said yes and did not change ${userName}`,
  cause: ({ why }) => why,
  remedy: () => [
    'Ask the owner of the server whether externalId of an existing user can be changed by PATCH.',
    'If it cannot, Palantir Support can set it. Name the user ID of the message.',
  ],
  verify: () => verify,
  source: sources.foundryFaq,
  example: { ...example, why: 'It answered 200, and the account read afterwards carries “a1” as before.' },
});

export const mendNotKnown = defineFinding<MendFacts>({
  id: 'conflict.mend-not-known',
  severity: 'warning',
  actor: 'you',
  title: ({ userName }) => `Whether ${userName} was changed is not known`,
  cause: ({ why }) => why,
  consequence: () => 'The change was sent. It may have reached the server, or not.',
  remedy: () => [
    'Look at the account again: on the Conflicts screen, or by “conflicts fix --look RUN”.',
    'Undo is offered as soon as the account was seen.',
  ],
  verify: () => verify,
  source: sources.foundryFaq,
  example: { ...example, why: 'The connection broke before the answer came.' },
});

export const mendFindings = [mendNotSent, mendRefused, mendNotTaken, mendNotKnown] as const;
