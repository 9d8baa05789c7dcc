// The screens: their names, and how each is loaded when it is first opened.
import { type ComponentType, type LazyExoticComponent, lazy } from 'react';
import type { Screen } from '../state/routes.ts';

/** In the order of the work; Ctrl+1 to Ctrl+9 open the first nine. */
export const workScreens = [
  'overview',
  'connections',
  'connection-test',
  'test-sync',
  'directory',
  'mapping',
  'nested-groups',
  'conflicts',
  'org-rules',
  'provisioning-log',
  'runs',
] as const satisfies readonly Screen[];

/** Of a work screen by its place in the list, from 0; the keyboard has nine numbers. */
export const shortcutOf = (place: number): string | undefined => (place < 9 ? `Ctrl ${place + 1}` : undefined);

export const screenParts: Record<Screen, LazyExoticComponent<ComponentType>> = {
  overview: lazy(async () => ({ default: (await import('../features/overview/overview-screen.tsx')).OverviewScreen })),
  connections: lazy(async () => ({ default: (await import('../features/connections/connections-screen.tsx')).ConnectionsScreen })),
  'connection-test': lazy(async () => ({ default: (await import('../features/connection-test/connection-test-screen.tsx')).ConnectionTestScreen })),
  'test-sync': lazy(async () => ({ default: (await import('../features/test-sync/test-sync-screen.tsx')).TestSyncScreen })),
  directory: lazy(async () => ({ default: (await import('../features/directory/directory-screen.tsx')).DirectoryScreen })),
  mapping: lazy(async () => ({ default: (await import('../features/mapping/mapping-screen.tsx')).MappingScreen })),
  'nested-groups': lazy(async () => ({ default: (await import('../features/nested-groups/nested-groups-screen.tsx')).NestedGroupsScreen })),
  conflicts: lazy(async () => ({ default: (await import('../features/conflicts/conflicts-screen.tsx')).ConflictsScreen })),
  'org-rules': lazy(async () => ({ default: (await import('../features/org-rules/org-rules-screen.tsx')).OrgRulesScreen })),
  'provisioning-log': lazy(async () => ({
    default: (await import('../features/provisioning-log/provisioning-log-screen.tsx')).ProvisioningLogScreen,
  })),
  runs: lazy(async () => ({ default: (await import('../features/runs/runs-screen.tsx')).RunsScreen })),
  support: lazy(async () => ({ default: (await import('../features/support/support-screen.tsx')).SupportScreen })),
  about: lazy(async () => ({ default: (await import('../features/support/about-screen.tsx')).AboutScreen })),
};
