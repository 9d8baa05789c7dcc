// The life of an app that meets secrets everywhere, recorded: every reply and event that would cross to the window, every file, every report,
// what was printed. It looks for nothing itself.
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import type { ClientRequest } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CallInput, CallOutput } from '../../contract/calls.ts';
import { type CallName, callChannel } from '../../contract/channels.ts';
import type { Reply, Run } from '../../contract/common.ts';
import type { ConnectionDraft } from '../../contract/connections.ts';
import { type AnyHandlers, answerCalls } from '../../main/shell/ipc.ts';
import type { CallEventLike } from '../../main/shell/sender.ts';
import { openTestApp } from '../unit/compose/app.ts';
import { draftOf } from '../unit/connections/own-connection.ts';
import { type Place, placeOf } from './secret-search.ts';

type Listener = (event: CallEventLike, ...values: unknown[]) => Promise<Reply>;
const ownPage: CallEventLike = { sender: { id: 1 }, senderFrame: { url: 'app://steward/index.html', parent: null } };

/** Authorization headers as they really left, whoever sent them. */
export function tapAuthorization(): { readonly values: Set<string>; stop(): void } {
  const values = new Set<string>();
  const note = (message: unknown) => {
    const { request } = message as { readonly request: ClientRequest };
    for (const name of ['authorization', 'proxy-authorization']) {
      const value = request.getHeader(name);
      if (typeof value === 'string') values.add(value);
    }
  };
  subscribe('http.client.request.start', note);
  return { values, stop: () => unsubscribe('http.client.request.start', note) };
}

/** A proxy that wants NTLM, whatever credentials its address carries. */
export async function startProxy407(): Promise<{ readonly address: string; close(): Promise<void> }> {
  const server = createServer((request, response) => {
    response.writeHead(407, { 'proxy-authenticate': 'NTLM' }).end(`Refused: ${request.headers['proxy-authorization'] ?? ''}`);
  });
  server.on('connect', (request, socket) => {
    socket.end(
      `HTTP/1.1 407 Refused\r\nProxy-Authenticate: NTLM\r\nX-Echo: ${request.headers['proxy-authorization'] ?? ''}\r\nContent-Length: 0\r\n\r\n`,
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

export interface Life {
  readonly dataDir: string;
  /** Replies and events so far. */
  readonly crossed: Place[];
  /** What this process printed while the app lived. */
  readonly printed: Place[];
  readonly reports: Place[];
  /** Through the door of the window: the reply in full is recorded; a refusal is an error here. */
  call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>>;
  /** As a page could write it, whatever it is. */
  callRaw(name: string, input: unknown): Promise<Reply>;
  /** Watches a run to its end. */
  toEnd(runId: string): Promise<Run>;
  logBug(thrown: unknown): void;
  /** From now on requests go by this proxy. */
  setProxy(proxy: string): void;
  close(): Promise<void>;
  remove(): Promise<void>;
}

export async function beginLife(): Promise<Life> {
  const dataDir = await mkdtemp(join(tmpdir(), 'steward-secrets-'));
  const exportDir = await mkdtemp(join(tmpdir(), 'steward-exports-'));
  const crossed: Place[] = [];
  const printed: Place[] = [];
  const reports: Place[] = [];
  let proxy = 'DIRECT';
  let exports = 0;
  const restore = (['stdout', 'stderr'] as const).map((name) => {
    const stream = process[name];
    const write = stream.write;
    stream.write = ((chunk: string | Uint8Array, ...rest: never[]) => {
      printed.push({ name, bytes: Buffer.from(chunk) });
      return write.call(stream, chunk, ...rest);
    }) as typeof write;
    return () => {
      stream.write = write;
    };
  });
  const app = await openTestApp(dataDir, {
    proxyFor: async () => proxy,
    dialogs: {
      saveFile: async () => {
        exports += 1;
        return join(exportDir, `export-${exports}`);
      },
      openFile: async () => null,
      confirm: async () => true,
    },
  });
  app.subscribe((event) => crossed.push(placeOf(`event ${event.name}`, JSON.stringify(event))));
  const doors = new Map<string, Listener>();
  answerCalls(
    { handle: (channel, listener) => void doors.set(channel, listener) },
    { windowId: 1, handlers: async () => app.handlers as AnyHandlers, outputs: 'check', log: app.log },
  );

  async function callRaw(name: string, input: unknown): Promise<Reply> {
    const reply = await doors.get(callChannel)?.(ownPage, name, input);
    if (reply === undefined) throw new Error('The door is closed.');
    crossed.push(placeOf(`reply to ${name}`, JSON.stringify(reply)));
    if (reply.ok && typeof reply.value === 'object' && reply.value !== null && 'path' in reply.value && typeof reply.value.path === 'string')
      reports.push({ name: `file of ${name} ${JSON.stringify(input)}`, bytes: await readFile(reply.value.path) });
    return reply;
  }

  async function call<N extends CallName>(name: N, input: CallInput<N>): Promise<CallOutput<N>> {
    const reply = await callRaw(name, input);
    if (!reply.ok) throw new Error(`${name} was refused: ${reply.error.code}`);
    return reply.value as CallOutput<N>;
  }

  return {
    dataDir,
    crossed,
    printed,
    reports,
    call,
    callRaw,
    toEnd: async (runId) => {
      let wake = () => {};
      const stop = app.subscribe((event) => {
        if (event.name === 'runs.changed' && event.payload.id === runId) wake();
      });
      const next = () =>
        new Promise<void>((resolve) => {
          wake = resolve;
        });
      let changed = next();
      let run = await call('runs.watch', { id: runId });
      while (run.state === 'running') {
        await changed;
        changed = next();
        run = await call('runs.get', { id: runId });
      }
      stop();
      return run;
    },
    logBug: (thrown) => app.log('error', 'A bug was met.', thrown),
    setProxy: (address) => {
      proxy = address;
    },
    close: async () => {
      await app.close();
      for (const undo of restore) undo();
    },
    remove: async () => {
      await rm(dataDir, { recursive: true, force: true });
      await rm(exportDir, { recursive: true, force: true });
    },
  };
}

export const draft = (changes: Partial<ConnectionDraft>): ConnectionDraft => draftOf({ name: 'Echo', testDomain: 'halden.example', ...changes });
