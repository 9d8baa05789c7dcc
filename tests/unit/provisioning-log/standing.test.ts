import { describe, expect, it } from 'vitest';
import type { LogAction, LogStatus } from '../../../contract/provisioning-log.ts';
import type { ReadEvent } from '../../../main/domain/provisioning-log/event.ts';
import { createLedger, operationsOf, standingOf } from '../../../main/domain/provisioning-log/standing.ts';

interface Given {
  readonly object?: string;
  readonly kind?: 'user' | 'group';
  readonly action?: LogAction;
  readonly job?: string | null;
  readonly members?: readonly string[];
  readonly attributes?: readonly string[];
  readonly code?: string;
}

const hour = (n: number) => Date.UTC(2026, 10, 1, n);

type GivenEvent = readonly [LogStatus, Given?];

/** One event an hour, in the order given. */
function ledgerOf(...events: readonly GivenEvent[]) {
  const ledger = createLedger<string>();
  for (const [index, [status, given = {}]] of events.entries()) {
    const kind = given.kind ?? 'user';
    const read: ReadEvent = {
      event: {
        id: `e-${index}`,
        at: new Date(hour(index)).toISOString(),
        source: 'entra',
        app: { tenantId: 't', id: 'a', name: 'Foundry' },
        jobId: given.job === undefined ? 'job' : given.job,
        cycleId: null,
        changeId: null,
        action: given.action ?? 'create',
        status,
        from: { id: given.object ?? 'u-1', name: null, kind },
        to: { id: null, name: null, kind },
        code: given.code ?? null,
        reason: null,
        durationMs: null,
      },
      steps: [],
      modifiedProperties: [
        ...(given.members ?? []).map((newValue) => ({ name: 'members', oldValue: null, newValue })),
        ...(given.attributes ?? []).map((name) => ({ name, oldValue: null, newValue: 'x' })),
      ],
    };
    const { jobId, from, status: what } = read.event;
    ledger.add({
      subject: `${jobId}|${from.id}`,
      operations: operationsOf(read),
      status: what,
      cause: given.code ?? null,
      at: hour(index),
      job: jobId,
      kind,
    });
  }
  return ledger;
}

const openOf = (...events: readonly GivenEvent[]) =>
  ledgerOf(...events)
    .open()
    .map(({ subject, operation }) => `${subject.split('|')[1]} ${operation}`);

describe('a failure in a provisioning log', () => {
  it('is open when nothing came after it, and knows its first and last try and the newest cause', () => {
    expect(ledgerOf(['failure', { code: 'Conflict' }], ['failure', { code: 'InvalidAnchor' }]).open()).toEqual([
      {
        subject: 'job|u-1',
        operation: 'keep',
        kind: 'user',
        job: 'job',
        cause: 'InvalidAnchor',
        first: hour(0),
        last: hour(1),
      },
    ]);
  });

  it('is over after a success of the same object, whether it was created or found and updated', () => {
    expect(openOf(['failure'], ['success'])).toEqual([]);
    expect(openOf(['failure', { action: 'create' }], ['success', { action: 'update' }])).toEqual([]);
    expect(ledgerOf(['failure'], ['success']).ended()).toMatchObject([{ first: hour(0), endedAt: hour(1) }]);
  });

  it('is over when there was nothing left to send, and not over after another skip or a warning', () => {
    expect(openOf(['failure'], ['skipped', { action: 'other', code: 'RedundantExport' }])).toEqual([]);
    expect(openOf(['failure'], ['skipped', { action: 'other', code: 'NotEffectivelyEntitled' }])).toEqual(['u-1 keep']);
    expect(openOf(['failure'], ['warning'])).toEqual(['u-1 keep']);
  });

  it('is not ended by an earlier success, another object, another job or the other operation', () => {
    expect(openOf(['success'], ['failure'])).toEqual(['u-1 keep']);
    expect(openOf(['failure'], ['success', { object: 'u-2' }])).toEqual(['u-1 keep']);
    expect(openOf(['failure'], ['success', { job: 'other' }])).toEqual(['u-1 keep']);
    expect(openOf(['failure', { action: 'disable' }], ['success', { action: 'update' }])).toEqual(['u-1 remove']);
    expect(openOf(['failure', { action: 'disable' }], ['success', { action: 'delete' }])).toEqual([]);
  });

  it('begins anew when it comes back after a success', () => {
    expect(ledgerOf(['failure'], ['success'], ['failure']).open()).toMatchObject([{ first: hour(2) }]);
  });

  it('of a membership is ended by the same pair alone', () => {
    const group = { object: 'g-1', kind: 'group', action: 'update' } as const;
    const failed = ['failure', { ...group, members: ['ann', 'ben'] }] as const;
    expect(openOf(failed, ['success', { ...group, members: ['ann'] }])).toEqual(['g-1 member added ben']);
    expect(openOf(failed, ['success', { ...group, attributes: ['displayName'] }])).toEqual(['g-1 member added ann', 'g-1 member added ben']);
    expect(openOf(failed, ['skipped', { ...group, code: 'RedundantExport' }])).toEqual(['g-1 member added ann', 'g-1 member added ben']);
    expect(openOf(['failure', { ...group, attributes: ['displayName'] }], ['skipped', { ...group, code: 'RedundantExport' }])).toEqual([]);
  });

  it('is unknown, not open, once its job stopped after it', () => {
    const [failure] = ledgerOf(['failure']).open();
    if (failure === undefined) throw new Error('The failure is not there.');
    expect(standingOf(failure, () => undefined)).toBe('open');
    expect(standingOf(failure, () => hour(24))).toBe('unknown');
    expect(standingOf(failure, () => hour(-700))).toBe('open');
  });

  it('keeps first failure, last failure and last success of each object', () => {
    expect(ledgerOf(['failure'], ['failure'], ['success'], ['failure']).timesOf('job|u-1')).toEqual({
      firstFailure: hour(0),
      lastFailure: hour(3),
      lastSuccess: hour(2),
    });
  });
});
