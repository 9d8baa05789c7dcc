// The names that cross the bridge, and nothing else: the preload is made from this list. Imports nothing.

export const callNames = [
  'app.info',
  'app.openLogFolder',
  'app.openExternal',
  'app.contacts',
  'app.deleteAllData',
  'support.explain',
  'overview.get',
  'practice.status',
  'practice.start',
  'practice.reset',
  'connections.list',
  'connections.card',
  'connections.save',
  'connections.remove',
  'connections.duplicate',
  'connections.select',
  'connections.setSecret',
  'connections.clearSecret',
  'connections.parsePaste',
  'connections.advise',
  'connections.exportFile',
  'connections.importFile',
  'connections.chooseCaFile',
  'connections.unlock',
  'connections.lock',
  'connections.receipts',
  'connection-test.start',
  'connection-test.reportIdp',
  'connection-test.columns',
  'connection-test.ingress',
  'connection-test.chooseServiceTags',
  'test-sync.consent',
  'test-sync.start',
  'test-sync.leftovers',
  'test-sync.cleanUp',
  'runs.list',
  'runs.get',
  'runs.watch',
  'runs.unwatch',
  'runs.cancel',
  'runs.exchanges',
  'runs.compare',
  'runs.exportFile',
  'runs.remove',
  'runs.retention',
  'runs.setRetention',
] as const;
export type CallName = (typeof callNames)[number];

export const eventNames = ['changed', 'runs.changed', 'menu'] as const;
export type EventName = (typeof eventNames)[number];

/** The one channel for calls and the one for events. */
export const callChannel = 'steward:call';
export const eventChannel = 'steward:event';
