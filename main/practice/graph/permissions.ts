// Which permissions of the twin's app registration each part of Graph asks for, and what it holds: all reads and no hidden members.
import type { TwinFaultName } from '../twins/faults.ts';

export const needs = {
  apps: ['Application.Read.All', 'Directory.Read.All'],
  groups: ['GroupMember.Read.All', 'Group.Read.All', 'Directory.Read.All'],
  users: ['User.Read.All', 'Directory.Read.All'],
  hidden: ['Member.Read.Hidden'],
  logs: ['AuditLog.Read.All'],
  synchronization: ['Synchronization.Read.All', 'Synchronization.ReadWrite.All'],
  validation: ['Synchronization.ReadWrite.All', 'Application.ReadWrite.OwnedBy'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type Part = keyof typeof needs;

export const usualPermissions: readonly string[] = [
  'Application.Read.All',
  'GroupMember.Read.All',
  'User.Read.All',
  'AuditLog.Read.All',
  'Synchronization.Read.All',
  'Synchronization.ReadWrite.All',
];

const takenBy: Readonly<Partial<Record<TwinFaultName, string>>> = {
  'idp-apps-not-permitted': 'Application.Read.All',
  'idp-groups-not-permitted': 'GroupMember.Read.All',
  'idp-people-not-permitted': 'User.Read.All',
  'idp-log-not-permitted': 'AuditLog.Read.All',
  'idp-no-validation': 'Synchronization.ReadWrite.All',
};

export function permits(part: Part, granted: readonly string[], faults: ReadonlySet<TwinFaultName>): boolean {
  const taken = new Set([...faults].flatMap((fault) => takenBy[fault] ?? []));
  return needs[part].some((permission) => granted.includes(permission) && !taken.has(permission));
}
