import { describe, expect, it } from 'vitest';
import type { LogAction, LogStatus } from '../../../contract/provisioning-log.ts';
import type { ReadEvent } from '../../../main/domain/provisioning-log/event.ts';
import { createLedger, standingOf, tryOf } from '../../../main/domain/provisioning-log/standing.ts';

interface Given {
  readonly object?: string | null;
  readonly kind?: 'user' | 'group';
  readonly action?: LogAction;
  readonly job?: string | null;
  readonly members?: readonly string[];
  readonly attributes?: readonly string[];
  readonly code?: string;
}

type GivenEvent = readonly [LogStatus, Given?];

/** One event an hour, in the order given. */
function ledgerOf(...events: readonly GivenEvent[]) {
  const ledger = createLedger();
  for (const [index, [status, given = {}]] of events.entries()) {
    const kind = given.kind ?? 'user';
    const read: ReadEvent = {
      event: {
        id: `e-${index}`,
        at: new Date(Date.UTC(2026, 10, 1, index)).toISOString(),
        source: 'entra',
        app: { tenantId: 't', id: 'a', name: 'Foundry' },
        jobId: given.job === undefined ? 'job' : given.job,
        cycleId: null,
        changeId: null,
        action: given.action ?? 'create',
        status,
        from: { id: given.object === undefined ? 'u-1' : given.object, name: null, kind },
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
    ledger.add(tryOf(read, given.code ?? null));
  }
  return ledger;
}

const openOf = (...events: readonly GivenEvent[]) =>
  ledgerOf(...events)
    .open()
    .map(({ subject, operation }) => `${subject.split('|')[2]} ${operation}`);

describe('a failure in a provisioning log', () => {
  it('is open when nothing came after it, and knows its first and last try and the newest cause', () => {
    expect(ledgerOf(['failure', { code: 'Conflict' }], ['failure', { code: 'InvalidAnchor' }]).open()).toEqual([
      {
        subject: 'job|user|u-1',
        operation: 'keep',
        kind: 'user',
        jobId: 'job',
        cause: 'InvalidAnchor',
        first: '2026-11-01T00:00:00.000Z',
        last: '2026-11-01T01:00:00.000Z',
      },
    ]);
  });

  it('is over after a success of the same object, whether it was created or found and updated', () => {
    expect(openOf(['failure'], ['success'])).toEqual([]);
    expect(openOf(['failure', { action: 'create' }], ['success', { action: 'update' }])).toEqual([]);
    expect(ledgerOf(['failure'], ['success']).ended()).toMatchObject([{ first: '2026-11-01T00:00:00.000Z', endedAt: '2026-11-01T01:00:00.000Z' }]);
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
    expect(ledgerOf(['failure'], ['success'], ['failure']).open()).toMatchObject([{ first: '2026-11-01T02:00:00.000Z' }]);
  });

  it('of a membership is ended by the same pair alone', () => {
    const group = { object: 'g-1', kind: 'group', action: 'update' } as const;
    const failed = ['failure', { ...group, members: ['ann', 'ben'] }] as const;
    expect(openOf(failed, ['success', { ...group, members: ['ann'] }])).toEqual(['g-1 member added ben']);
    expect(openOf(failed, ['success', { ...group, attributes: ['displayName'] }])).toEqual(['g-1 member added ann', 'g-1 member added ben']);
    expect(openOf(failed, ['skipped', { ...group, code: 'RedundantExport' }])).toEqual(['g-1 member added ann', 'g-1 member added ben']);
    expect(openOf(['failure', { ...group, attributes: ['displayName'] }], ['skipped', { ...group, code: 'RedundantExport' }])).toEqual([]);
  });

  it('without a source object stays open: nothing that came later can be told to end it', () => {
    expect(openOf(['failure', { object: null }], ['success', { object: null }])).toHaveLength(1);
  });

  it('is unknown, not open, once its job stopped after it', () => {
    const [failure] = ledgerOf(['failure']).open();
    if (failure === undefined) throw new Error('The failure is not there.');
    expect(standingOf(failure, () => undefined)).toBe('open');
    expect(standingOf(failure, () => '2026-11-02T00:00:00.000Z')).toBe('unknown');
    expect(standingOf(failure, () => '2026-10-01T00:00:00.000Z')).toBe('open');
  });

  it('keeps first failure, last failure and last success of each object', () => {
    expect(ledgerOf(['failure'], ['failure'], ['success'], ['failure']).timesOf('job|user|u-1')).toEqual({
      firstFailure: '2026-11-01T00:00:00.000Z',
      lastFailure: '2026-11-01T03:00:00.000Z',
      lastSuccess: '2026-11-01T02:00:00.000Z',
    });
  });
});
