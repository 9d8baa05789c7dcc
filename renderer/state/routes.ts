// Where the window stands: a screen and, on some screens, what is open on it. Written as a hash so that Back works; no other router.

export const screens = [
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
  'support',
  'about',
] as const;
export type Screen = (typeof screens)[number];

/** What each screen is called, in the rail and elsewhere. */
export const screenTitles = {
  overview: 'Overview',
  connections: 'Connection',
  'connection-test': 'Connection test',
  'test-sync': 'Test sync',
  directory: 'Directory',
  mapping: 'Mapping',
  'nested-groups': 'Nested groups',
  conflicts: 'Conflicts',
  'org-rules': 'Organization rules',
  'provisioning-log': 'Provisioning log',
  runs: 'History',
  support: 'Explain an error',
  about: 'About',
} satisfies Record<Screen, string>;

export interface Route {
  readonly screen: Screen;
  /** A connection, a run, or a word such as `new` and `compare`. */
  readonly id?: string;
  readonly part?: string;
}

/** `#/runs/abc` for `{ screen: 'runs', id: 'abc' }`. */
export function toHash(route: Route): string {
  return `#/${[route.screen, route.id, route.part].flatMap((piece) => (piece === undefined ? [] : [encodeURIComponent(piece)])).join('/')}`;
}

/** The route of a hash; anything unknown is the overview. */
export function fromHash(hash: string): Route {
  const [name, id, part] = hash
    .replace(/^#?\/?/, '')
    .split('/')
    .map(readable);
  const screen = screens.find((known) => known === name);
  if (screen === undefined) return { screen: 'overview' };
  return { screen, ...(id ? { id } : {}), ...(part ? { part } : {}) };
}

function readable(piece: string): string {
  try {
    return decodeURIComponent(piece);
  } catch {
    return '';
  }
}
