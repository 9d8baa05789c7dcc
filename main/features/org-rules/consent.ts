// What a rerun will send and what that may set off, said before it does it. The id proves that this very text was shown. Pure.
import { createHash } from 'node:crypto';
import type { Connection, LockState } from '../../../contract/connections.ts';
import type { Rerun, RerunConsent, RerunStrategy } from '../../../contract/org-rules.ts';
import { rateNeedingConsent } from '../../domain/org-rules/pace.ts';
import { secondsFor } from '../../domain/org-rules/stages.ts';

export interface ConsentFacts {
  readonly connection: Connection;
  readonly rerun: Rerun;
  /** People who would be sent. */
  readonly waiting: number;
  readonly lock: LockState;
  readonly secret: 'set' | 'missing';
  readonly wrong: readonly string[];
}

const number = (value: number) => value.toLocaleString('en-US');

const sendWords: Readonly<Record<RerunStrategy, string>> = {
  resend: 'Each gets one PATCH that replaces the display name (or a part of the name) with the value just read. Nothing changes.',
  put: 'Each gets one PUT of the person as just read, with its version as If-Match, and only if the server refuses a false version.',
  touch: 'Each gets the display name with “ (updating)” behind it, and a moment later the old one back, if nobody changed it meanwhile.',
};

/** Hours and minutes as they are said. */
export function durationWords(seconds: number): string {
  if (seconds < 90) return `${Math.max(1, Math.round(seconds))} seconds`;
  if (seconds < 5_400) return `${Math.round(seconds / 60)} minutes`;
  return `${(seconds / 3_600).toFixed(1)} hours`;
}

export function describeConsent(facts: ConsentFacts): RerunConsent {
  const { connection, rerun, waiting } = facts;
  const seconds = secondsFor(waiting, rerun.strategy, rerun.rate);
  const sends = [
    `${waiting === 1 ? '1 person' : `${number(waiting)} people`} on “${connection.name}”: ${rerun.picked}.`,
    sendWords[rerun.strategy],
    rerun.strategy === 'put'
      ? 'A PUT carries every attribute as it was just read. Inactive people are skipped.'
      : 'Never active, userName, externalId, emails or groups. Inactive people are skipped.',
    'First 1 person, then 10, then 100, then the rest; it stops at the first move that the rules do not give.',
    `At ${rerun.rate} requests a second it takes at least ${durationWords(seconds)}; it can be paused and continued at any time.`,
    `Who moved is seen by ${rerun.seenBy}`,
  ];
  const mayTrigger = connection.practice
    ? ['Only the practice tenant on this machine: its organization rules run as Foundry’s would.']
    : [
        'Organization rules run for these people: they can move to another organization and lose or gain projects and data with it.',
        'People placed by hand are moved to where the rules place them, unless they are left out.',
        'The updates stand in the server’s audit log under this connection’s client.',
      ];
  const shown = { sends, mayTrigger, target: [connection.id, connection.scimUrl, connection.clientId, connection.production], rerun: rerun.id };
  const consentId = createHash('sha256').update(JSON.stringify(shown)).digest('hex');
  return { consentId, sends, mayTrigger, refusals: refusals(facts), seconds };
}

function refusals({ connection, rerun, waiting, lock, secret, wrong }: ConsentFacts): string[] {
  return [
    ...(rerun.state === 'reading' ? ['The dry run has not ended: its list is not complete.'] : []),
    ...(waiting === 0 ? ['Nobody is left to send.'] : []),
    ...standing({ connection, lock, secret, wrong }),
  ];
}

/** Why nothing may be written on this connection now. */
export function standing({ connection, lock, secret, wrong }: Pick<ConsentFacts, 'connection' | 'lock' | 'secret' | 'wrong'>): string[] {
  return [
    ...(connection.credentialMode === 'none' ? ['This connection has no SCIM credential, so nothing can be sent with it.'] : []),
    ...(connection.credentialMode !== 'none' && secret === 'missing'
      ? ['No secret is set for this connection. Enter it on the Connection page, or by “connections set-secret” in the terminal.']
      : []),
    ...wrong,
    ...lockWords(lock),
  ];
}

export function lockWords(lock: LockState): string[] {
  switch (lock.kind) {
    case 'open':
    case 'unlocked':
      return [];
    case 'locked':
      return [
        'This connection is labelled production and is locked. Unlock it for a while, with a reason: on the Connection page, or by “connections unlock” in the terminal.',
      ];
    case 'forbidden':
      return [lock.by];
  }
}

export const tooFast = (rate: number): string =>
  `${rate} requests a second are more than ${rateNeedingConsent}. Say that this server may be asked so fast, or choose a slower pace.`;
