// Connections, settings, receipts, the IdP's reports and the hosts contacted: JSON documents by key. Inside the storage worker.
import type { Contact } from '../../../../contract/app.ts';
import type { IdpReport } from '../../../../contract/connection-test.ts';
import type { Connection, Receipt } from '../../../../contract/connections.ts';
import type { Databases } from '../open-database.ts';
import { documents, inTransaction, optionalDocument } from './rows.ts';

export interface ContactCount {
  readonly host: string;
  readonly why: string;
  readonly requests: number;
  readonly lastAt: string;
}

export function documentOperations({ main, durable }: Databases) {
  return {
    'connections.list': () => documents<Connection>(main.prepare('SELECT document FROM connections ORDER BY rowid').all()),
    'connections.get': (id: string) => optionalDocument<Connection>(main.prepare('SELECT document FROM connections WHERE id = ?').get(id)),
    'connections.put': (connection: Connection) => {
      main
        .prepare('INSERT INTO connections (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document')
        .run(connection.id, JSON.stringify(connection));
    },
    'connections.remove': (id: string) =>
      inTransaction(main, () => {
        main.prepare('DELETE FROM connections WHERE id = ?').run(id);
        main.prepare('DELETE FROM idp_reports WHERE connection_id = ?').run(id);
        // Settings of one connection are named `what:id`: its unlock, its last token, what its ingress lacked.
        main.prepare("DELETE FROM settings WHERE substr(key, instr(key, ':') + 1) = ? AND instr(key, ':') > 0").run(id);
      }),

    'settings.get': (key: string) => {
      const value = main.prepare('SELECT value FROM settings WHERE key = ?').get(key)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    // Also what was announced before it was sent: on disk when it is told.
    'settings.set': (key: string, value: string) => {
      durable.prepare('INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value').run(key, value);
    },
    'settings.remove': (key: string) => {
      main.prepare('DELETE FROM settings WHERE key = ?').run(key);
    },

    'receipts.add': (receipt: Receipt) => {
      durable
        .prepare('INSERT INTO receipts (id, connection_id, at, document) VALUES (?, ?, ?, ?)')
        .run(receipt.id, receipt.connectionId, receipt.at, JSON.stringify(receipt));
    },
    'receipts.list': (connectionId: string) =>
      documents<Receipt>(main.prepare('SELECT document FROM receipts WHERE connection_id = ? ORDER BY at DESC, rowid DESC').all(connectionId)),

    'idpReports.get': (connectionId: string) =>
      optionalDocument<IdpReport>(main.prepare('SELECT document FROM idp_reports WHERE connection_id = ?').get(connectionId)),
    'idpReports.put': (report: IdpReport) => {
      main
        .prepare(
          'INSERT INTO idp_reports (connection_id, document) VALUES (?, ?) ON CONFLICT (connection_id) DO UPDATE SET document = excluded.document',
        )
        .run(report.connectionId, JSON.stringify(report));
    },

    'contacts.list': () =>
      main
        .prepare('SELECT host, why, requests, last_at FROM contacts ORDER BY last_at DESC, host, why')
        .all()
        .map(
          (row): Contact => ({
            host: String(row.host),
            why: String(row.why),
            requests: Number(row.requests),
            lastAt: String(row.last_at),
          }),
        ),
  };
}

/** Adds counts to those of earlier batches. Called inside the batch's transaction. */
export function addContacts({ main }: Databases, counts: readonly ContactCount[]): void {
  const add = main.prepare(
    `INSERT INTO contacts (host, why, requests, last_at) VALUES (?, ?, ?, ?)
     ON CONFLICT (host, why) DO UPDATE SET requests = requests + excluded.requests, last_at = max(last_at, excluded.last_at)`,
  );
  for (const { host, why, requests, lastAt } of counts) add.run(host, why, requests, lastAt);
}
