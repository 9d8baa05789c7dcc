// What main tells the window: changes are answered by reading again, menu entries by going there.
import type { EventPayload } from '../../contract/calls.ts';
import type { Route } from './routes.ts';
import type { Slice } from './store.ts';

export interface EventsSlice {
  /** Starts listening; the answer stops it. */
  readonly connectEvents: () => () => void;
}

type MenuCommand = EventPayload<'menu'>['command'];

/** `find` opens the find bar wherever the window stands. */
const menuRoutes = {
  'go-overview': { screen: 'overview' },
  'go-connections': { screen: 'connections' },
  'go-connection-test': { screen: 'connection-test' },
  'go-test-sync': { screen: 'test-sync' },
  'go-directory': { screen: 'directory' },
  'go-mapping': { screen: 'mapping' },
  'go-nested-groups': { screen: 'nested-groups' },
  'go-conflicts': { screen: 'conflicts' },
  'go-org-rules': { screen: 'org-rules' },
  'go-provisioning-log': { screen: 'provisioning-log' },
  'go-runs': { screen: 'runs' },
  'go-about': { screen: 'about' },
  'new-connection': { screen: 'connections', id: 'new' },
  explain: { screen: 'support' },
} satisfies Record<Exclude<MenuCommand, 'find'>, Route>;

export const eventsSlice: Slice<EventsSlice> = (bridge) => (_set, get) => ({
  connectEvents: () => {
    const stops = [
      bridge.on('changed', ({ topic }) => refresh(topic)),
      bridge.on('runs.changed', ({ id, revision }) => void get().runChanged(id, revision)),
      bridge.on('menu', ({ command }) => {
        if (command === 'find') get().setFinding(true);
        else get().navigate(menuRoutes[command]);
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };

    function refresh(topic: EventPayload<'changed'>['topic']): void {
      const state = get();
      if (topic === 'connections') void state.loadConnections();
      if (topic === 'runs') void state.refreshHistory();
      if (topic === 'practice') void state.loadPractice();
      if (topic === 'directory') void state.refreshSnapshots();
      if (topic === 'conflicts' && state.conflictsOf !== undefined) void state.loadConflicts(state.conflictsOf);
      if (topic === 'logs') state.logsChanged();
      if (topic === 'org-rules') void state.rerunsChanged();
      // A rerun says several times a second how far it is; the overview hears of its end as of every run’s.
      else void state.loadOverview();
      if (topic === 'runs') void state.loadLeftovers();
      if (topic === 'runs' && state.selectedId !== null) void state.loadColumns(state.selectedId);
    }
  },
});
