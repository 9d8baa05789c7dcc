// The database's form, as migrations by version: the n-th entry leads from user_version n-1 to n. Entries are only ever added.
// Everything a user can delete stands in one of these tables; nothing is kept outside them but leases and files moved aside.

export const migrations: readonly string[] = [
  `
  CREATE TABLE connections (id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
  CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
  CREATE TABLE runs (
    id TEXT PRIMARY KEY,
    connection_id TEXT NOT NULL,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    started_at TEXT NOT NULL,
    summary TEXT NOT NULL,
    detail TEXT NOT NULL
  ) STRICT;
  CREATE INDEX runs_newest ON runs (started_at DESC);
  CREATE INDEX runs_of_connection ON runs (connection_id, started_at DESC);
  CREATE INDEX runs_by_state ON runs (state);
  CREATE TABLE exchanges (
    run_id TEXT NOT NULL,
    id TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (run_id, id)
  ) STRICT;
  CREATE TABLE journal (
    id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL,
    state TEXT NOT NULL,
    document TEXT NOT NULL
  ) STRICT;
  CREATE INDEX journal_of_run ON journal (run_id);
  CREATE INDEX journal_left ON journal (run_id) WHERE state <> 'undone';
  CREATE TABLE receipts (id TEXT PRIMARY KEY, connection_id TEXT NOT NULL, at TEXT NOT NULL, document TEXT NOT NULL) STRICT;
  CREATE INDEX receipts_of_connection ON receipts (connection_id, at DESC);
  `,
  `
  CREATE TABLE idp_reports (connection_id TEXT PRIMARY KEY, document TEXT NOT NULL) STRICT;
  CREATE TABLE contacts (
    host TEXT NOT NULL,
    why TEXT NOT NULL,
    requests INTEGER NOT NULL,
    last_at TEXT NOT NULL,
    PRIMARY KEY (host, why)
  ) STRICT;
  `,
  `
  CREATE TABLE reruns (id TEXT PRIMARY KEY, connection_id TEXT NOT NULL, created_at TEXT NOT NULL, document TEXT NOT NULL) STRICT;
  CREATE TABLE rerun_people (
    rerun_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    state TEXT NOT NULL,
    document TEXT NOT NULL,
    PRIMARY KEY (rerun_id, position)
  ) STRICT;
  CREATE INDEX rerun_people_by_state ON rerun_people (rerun_id, state, position);
  `,
];

/** All tables that hold what a user can delete. */
export const tables = [
  'connections',
  'settings',
  'runs',
  'exchanges',
  'journal',
  'receipts',
  'idp_reports',
  'contacts',
  'reruns',
  'rerun_people',
] as const;
