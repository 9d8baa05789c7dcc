// Builds the app from its ports: stores, runs, features, and the handlers the window and the terminal share. No Electron, no decisions:
// what this file knows is only who needs whom.
import { userInfo } from 'node:os';
import type { Handlers } from '../contract/calls.ts';
import type { RunKind } from '../contract/common.ts';
import type { App, AppPorts } from './app-types.ts';
import { appCalls } from './composition/app-calls.ts';
import { checkAccess } from './composition/check-access.ts';
import { createEvents } from './composition/events.ts';
import { tryFoundryOf } from './composition/foundry.ts';
import { createJobs } from './composition/jobs.ts';
import { createLimits } from './composition/limits.ts';
import { createOrgRules } from './composition/org-rules.ts';
import { createOverlay } from './composition/overlay.ts';
import { createOverview } from './composition/overview.ts';
import { createPractice } from './composition/practice.ts';
import { createRooms } from './composition/rooms.ts';
import { askEntra } from './composition/sources.ts';
import { createColumnsReader, createConnectionTestFeature, recogniseIdpOutcome } from './features/connection-test/index.ts';
import { createFoundryAccess } from './features/connections/foundry-access.ts';
import { createConnectionsFeature } from './features/connections/index.ts';
import { defaultPolicyFile } from './features/connections/policy.ts';
import { createAccessFeature } from './features/directory/access.ts';
import { createRunsFeature, kindTitles } from './features/runs/index.ts';
import { createSupportFeature } from './features/support/index.ts';
import { createTestSyncFeature } from './features/test-sync/index.ts';
import { isLeftover } from './features/test-sync/things.ts';
import { createLog } from './platform/log/log.ts';
import { writePrivateFile } from './platform/private-file.ts';
import { createRunManager } from './platform/runs/manager.ts';
import { openStorage } from './platform/storage/index.ts';
import { startPracticeWorker } from './practice/client.ts';
import { startPracticeTenant } from './practice/tenant.ts';
import type { PracticeTenant } from './practice/types.ts';

/** Opens the data folder and builds the app. Throws a Refusal when the folder cannot be used. */
export async function composeApp(ports: AppPorts): Promise<App> {
  const { clock, random, dataDir } = ports;
  const log = createLog({ dataDir, clock });
  const storage = await openStorage({ dataDir, clock });
  const events = createEvents();
  const overlay = createOverlay(storage.connections, ports.secrets);
  const manager = await createRunManager({
    storage,
    clock,
    random,
    onBug: (thrown, runId) => log.write('error', `Run ${runId} met a bug.`, thrown),
    clean: log.redactor.value,
  });
  manager.onChange((id, revision) => {
    events.runChanged(id, revision);
    const lives = manager.living().some((run) => run.id === id);
    // Lists show a run when it begins and when it ended; what happens in between is for its watchers.
    if (!lives || revision <= 2) events.changed('runs');
  });

  const connections = createConnectionsFeature({
    connections: overlay.connections,
    settings: storage.settings,
    receipts: storage.receipts.list,
    lastRunAt: storage.runs.lastRunAt,
    secrets: overlay.secrets,
    dialogs: ports.dialogs,
    policyFile: ports.policyFile ?? defaultPolicyFile(process.platform, process.env),
    clock,
    random,
    hide: log.hide,
    changed: () => events.changed('connections'),
  });

  const practice = createPractice({
    clock,
    startTenant: ports.host === 'terminal' ? startPracticeTenant : (options) => startPracticeWorker(options, ports.practiceWorker),
    keep: connections.keep,
    kept: overlay.connections.get,
    secretIsSet: async (id) => (await connections.secrets.status(id)).isSet,
    holdSecret: (id, secret) => {
      log.hide(secret);
      overlay.holdSecret(id, secret);
    },
    changed: () => events.changed('practice'),
    died: () => log.write('error', 'The practice tenant died. It starts anew when it is needed.'),
  });

  const limits = createLimits({ settings: storage.settings, own: ports.limits ?? {} });
  const jobs = createJobs({
    starter: manager,
    practice,
    network: {
      clock,
      random,
      proxyFor: ports.proxyFor,
      limits: limits.now,
      userAgent: `SCIM-Steward/${ports.version}`,
      contacted: storage.contacts.note,
    },
    redactor: log.redactor,
    readSecret: connections.secrets.read,
    // A folder of a newer app is read only: then the card shows an older time.
    observed: connections.observations.note,
    tokenSeen: (id, at) => {
      storage.settings
        .set(`last-token-at:${id}`, at)
        .catch((thrown: unknown) => log.write('warning', 'The time of the last token was not kept.', thrown));
    },
  });

  const latestRun = async (connectionId: string, kind: RunKind) => {
    const { runs } = await storage.runs.list({ connectionId, kind, offset: 0, limit: 20 });
    const ended = runs.find((run) => run.state !== 'running');
    return ended === undefined ? undefined : manager.get(ended.id);
  };

  const saveScript = async ({ title, name, text }: { readonly title: string; readonly name: string; readonly text: string }) => {
    const path = await ports.dialogs.saveFile({ title, defaultName: name, filters: [{ name: 'PowerShell script', extensions: ['ps1'] }] });
    if (path !== null) await writePrivateFile(path, text);
    return path;
  };
  const access = createAccessFeature({
    settings: storage.settings,
    requireConnection: connections.require,
    secretStatus: connections.secrets.status,
    saveText: saveScript,
    changed: () => events.changed('connections'),
  });
  const sourcePorts = { jobs, clock, random, accessOf: access.accessOf, readSecret: connections.secrets.read, openSignIn: ports.openSignIn };

  const foundryAccess = createFoundryAccess({
    settings: storage.settings,
    requireConnection: connections.require,
    secretStatus: (id) => connections.secrets.status(id, 'foundry'),
    clearSecret: (id) => connections.secrets.clear(id, 'foundry'),
    tryAccess: (connection) => tryFoundryOf(foundryPorts)(connection),
    changed: () => events.changed('connections'),
  });
  const foundryPorts = { jobs, clock, random, accessOf: foundryAccess.accessOf, readSecret: connections.secrets.read };

  const connectionTest = createConnectionTestFeature({
    startRun: jobs.start,
    requireConnection: connections.require,
    adviceFor: connections.adviceFor,
    latestRun: (id) => latestRun(id, 'connection-test'),
    reports: storage.idpReports,
    askIdp: (connection) => askEntra(sourcePorts, connection),
    settings: storage.settings,
    dialogs: ports.dialogs,
    clock,
    random,
    changed: () => events.changed('overview'),
  });

  const testSync = createTestSyncFeature({
    requireConnection: connections.require,
    lock: connections.locks.state,
    wrongWith: connections.wrongWith,
    secretIsSet: async (connection) => (await connections.secrets.status(connection.id)).isSet,
    startRun: jobs.start,
    leftovers: manager.leftovers,
    run: manager.get,
    writeReceipt: (receipt) => storage.receipts.add({ ...receipt, id: random.uuid(), at: clock.now(), who: userInfo().username }),
    clock,
    random,
  });

  const orgRules = createOrgRules({
    connections,
    practice,
    jobs,
    foundry: foundryPorts,
    storage,
    clock,
    random,
    dialogs: ports.dialogs,
    changed: () => events.changed('org-rules'),
  });

  const runs = createRunsFeature({
    storage,
    manager,
    dialogs: ports.dialogs,
    clock,
    isLeftover,
    appVersion: ports.version,
    columnsOf: createColumnsReader({ reports: storage.idpReports, settings: storage.settings, requireConnection: connections.require }),
    watch: events.watch,
    unwatch: events.unwatch,
    changed: () => events.changed('runs'),
  });
  const rooms = createRooms({
    ports,
    storage,
    manager,
    jobs,
    connections,
    access,
    sources: sourcePorts,
    foundry: foundryPorts,
    events,
    saveScript,
  });
  const served: PracticeTenant[] = [];
  const closing = new AbortController();
  const retention = runs.retention.keepApplying(closing.signal, (thrown) => log.write('error', 'Old runs could not be removed.', thrown));

  const overview = createOverview({ connections, storage, manager, connectionTest, testSync });
  const support = createSupportFeature([recogniseIdpOutcome]);

  const handlers: Handlers = {
    ...connections.handlers,
    ...connectionTest,
    // Pasted texts come back as excerpts and are kept: the connection's secrets stay out of both, used before or not.
    'connection-test.reportIdp': async (input) => {
      await connections.secrets.hideAll(input.connectionId);
      return connectionTest['connection-test.reportIdp'](log.redactor.value(input));
    },
    ...testSync,
    ...orgRules.handlers,
    ...runs.handlers,
    ...rooms.handlers,
    // What is remembered of a pasted text is four values and what was found about them; secrets of the app stay out of them.
    'conflicts.explain': ({ text, ...order }) => rooms.conflicts.handlers['conflicts.explain']({ ...order, text: log.redactor.text(text) }),
    ...access.handlers,
    ...foundryAccess.handlers,
    ...overview,
    'support.explain': ({ text }) => support['support.explain']({ text: log.redactor.text(text) }),
    ...limits.handlers,
    ...appCalls({
      ports,
      storage,
      release: async () => {
        await rooms.release();
      },
      deleteLogs: log.deleteAll,
      secretsToClear: async () => {
        const kept = await storage.connections.list();
        return async () => {
          for (const { id } of kept) await connections.secrets.clearAll(id);
        };
      },
      changedAll: () => {
        for (const topic of ['connections', 'runs', 'overview', 'directory', 'logs'] as const) events.changed(topic);
      },
    }),
    'practice.status': practice.status,
    'practice.start': practice.start,
    'practice.reset': practice.reset,
    ...practice.room,
  };

  return {
    handlers,
    subscribe: events.subscribe,
    activeRuns: () =>
      manager.living().map((run) => ({
        id: run.id,
        title: `${kindTitles[run.kind]}: ${run.connectionName}`,
        done: run.steps.filter((step) => step.status !== 'pending' && step.status !== 'running').length,
        total: run.steps.length,
      })),
    holdConnection: (connection, secret) => {
      log.hide(secret);
      overlay.hold(connection, secret);
    },
    holdIdpAccess: (connectionId, own, secret) => {
      access.hold(connectionId, own);
      if (secret === undefined) return;
      log.hide(secret.value);
      overlay.holdSecret(connectionId, secret.value, secret.slot);
    },
    holdFoundryAccess: (connectionId, own, secret) => {
      foundryAccess.hold(connectionId, own);
      log.hide(secret);
      overlay.holdSecret(connectionId, secret, 'foundry');
    },
    checkIdpAccess: async (connectionId, idp) => checkAccess(sourcePorts, await connections.require(connectionId), idp),
    clean: log.redactor.text,
    renderReport: runs.renderReport,
    secretStore: ports.secrets.status,
    inspectDirectoryFile: rooms.directory.inspect,
    holdLogFile: rooms.logs.hold,
    nestedTable: rooms.nested.table,
    rerunCsv: orgRules.writeCsv,
    findRerun: orgRules.find,
    nestedExport: rooms.nested.exportText,
    planFile: rooms.conflicts.planFile,
    leaversFile: rooms.leavers.writeCsv,
    servePractice: async (options) => {
      const tenant = await startPracticeTenant(options);
      served.push(tenant);
      return tenant;
    },
    log: log.write,
    close: async () => {
      closing.abort();
      await Promise.all([manager.close(), retention]);
      await Promise.all([rooms.close(), practice.close(), ...served.map((tenant) => tenant.close())]);
      await storage.close();
    },
  };
}
