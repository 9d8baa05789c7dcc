// An app with an empty window, to compare with: Electron's own steps to a page with one heading, and nothing else. Runs in the Chromium host.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, BrowserWindow, protocol, session } from 'electron';

const page = '<!doctype html><html lang="en"><head><title>Empty</title></head><body><h1 id="page-heading">Empty</h1></body></html>';
const preload = join(process.env.STEWARD_DATA_DIR ?? '', 'empty-preload.cjs');
writeFileSync(preload, '');

protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
await app.whenReady();
const pageSession = session.fromPartition('empty', { cache: false });
pageSession.protocol.handle('app', () => new Response(page, { headers: { 'content-type': 'text/html; charset=utf-8' } }));
const window = new BrowserWindow({ webPreferences: { session: pageSession, preload } });
await window.loadURL('app://steward/index.html');
