// The practice company with its target and its directory as files, in the composed app: people sign in, and their conflicts are explained.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import type { ConflictCase, ConflictExplanation } from '../../../contract/conflicts.ts';
import type { DirectoryUser } from '../../../contract/directory.ts';
import { type Mapping, unknownSignOn } from '../../../contract/mapping.ts';
import type { App } from '../../../main/app-types.ts';
import { blankMapping } from '../../../main/domain/mapping/blank.ts';
import type { OpenQuestions } from '../../../main/practice/questions.ts';
import { startPracticeTenant } from '../../../main/practice/tenant.ts';
import { companyRows } from '../../../main/practice/twins/directory.ts';
import type { PracticeTenant } from '../../../main/practice/types.ts';
import { openTestApp, ownConnection, runToEnd } from '../compose/app.ts';

export const company: readonly DirectoryUser[] = companyRows().users;

export function person(nickname: string): DirectoryUser {
  const found = company.find((user) => user.mailNickname === nickname);
  if (found === undefined) throw new Error(`Nobody at Halden is ${nickname}.`);
  return found;
}

/** A mapping that makes externalId from this attribute, for single sign-on that sends the object id. */
export function mappingOf(attribute: string): Mapping {
  const blank = blankMapping('entra', { ...unknownSignOn, providerId: 'objectId' });
  return {
    ...blank,
    objects: blank.objects.map((object) => ({
      ...object,
      attributes: object.attributes.map((row) =>
        row.target === 'externalId' && object.kind === 'user'
          ? { ...row, source: { kind: 'attribute' as const, expression: `[${attribute}]` } }
          : row,
      ),
    })),
  };
}

export interface Halden {
  readonly app: App;
  readonly tenant: PracticeTenant;
  readonly dataDir: string;
  /** Imports these people as a complete snapshot; its id. */
  snapshot(people: readonly DirectoryUser[]): Promise<string>;
  /** Lets the person sign in and gives the message that came back. */
  message(userName: string, providerId: string): Promise<string>;
  /** Explains a message with all that there is to ask. */
  explain(
    text: string,
    with_?: { readonly snapshotId?: string | null; readonly mapping?: Mapping | null; readonly offline?: true },
  ): Promise<ConflictExplanation>;
  /** One message, one case. */
  causeOf(userName: string, providerId: string, with_?: Parameters<Halden['explain']>[1]): Promise<ConflictCase>;
}

const quoted = (value: string | null | boolean) => (value === null ? '' : `"${String(value).replaceAll('"', '""')}"`);

/** Opened before the tests of a file and closed after them. */
export function openHalden(questions: Partial<OpenQuestions> = {}): Halden {
  const dataDir = mkdtempSync(join(tmpdir(), 'steward-conflicts-'));
  let app: App;
  let tenant: PracticeTenant;
  let count = 0;
  beforeAll(async () => {
    tenant = await startPracticeTenant({ questions });
    app = await openTestApp(dataDir, { policyFile: join(dataDir, 'policy.json') });
    app.holdConnection(ownConnection({ scimUrl: tenant.scimUrl, tokenUrl: tenant.tokenUrl, clientId: tenant.clientId }), tenant.clientSecret);
  });
  afterAll(async () => {
    await app.close();
    await tenant.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const halden: Halden = {
    get app() {
      return app;
    },
    get tenant() {
      return tenant;
    },
    dataDir,
    snapshot: async (people) => {
      count += 1;
      const path = join(dataDir, `people-${count}.csv`);
      const columns = ['id', 'userName', 'displayName', 'mail', 'mailNickname', 'employeeId', 'enabled', 'type'] as const;
      writeFileSync(path, [columns.join(','), ...people.map((user) => columns.map((name) => quoted(user[name])).join(','))].join('\n'));
      const { handle, suggestedColumns } = await app.inspectDirectoryFile(path, 'users');
      const { runId } = await app.handlers['directory.importFiles']({
        name: `People ${count}`,
        files: [{ handle, set: 'users', columns: suggestedColumns }],
      });
      await runToEnd(app, runId);
      const [newest] = (await app.handlers['directory.list']({})).snapshots;
      if (newest === undefined) throw new Error('No snapshot came about.');
      return newest.id;
    },
    message: async (userName, providerId) => {
      const result = await tenant.login({ userName, providerId });
      if (result.kind !== 'refused') throw new Error(`${userName} signed in.`);
      return result.message;
    },
    explain: async (text, { snapshotId = null, mapping = null, offline } = {}) => {
      await app.handlers['mapping.save']({ connectionId: 'own', mapping, signOn: { ...unknownSignOn, providerId: 'objectId' } });
      return app.handlers['conflicts.explain']({ text, connectionId: offline === true ? null : 'own', snapshotId });
    },
    causeOf: async (userName, providerId, with_) => {
      const { conflicts } = await halden.explain(await halden.message(userName, providerId), with_);
      const [only, ...others] = conflicts;
      if (only === undefined || others.length > 0) throw new Error(`${conflicts.length} conflicts were read.`);
      return only;
    },
  };
  return halden;
}
