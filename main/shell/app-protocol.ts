// app://steward: serves the built page and nothing else. A path is answered only when the build's list names it, letter for letter,
// so no path can lead outside the folder. GET only. Every answer, refusals included, carries the safety headers.
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { CustomScheme } from 'electron';
import { z } from 'zod';
import { safetyHeaders } from './csp.ts';

export const appOrigin = 'app://steward';
export const appPage = `${appOrigin}/index.html`;

/** Registered before Electron is ready: a standard, secure origin of its own that bypasses nothing. */
export const appScheme: CustomScheme = {
  scheme: 'app',
  privileges: {
    standard: true,
    secure: true,
    supportFetchAPI: false,
    corsEnabled: false,
    bypassCSP: false,
    allowServiceWorkers: false,
    stream: false,
    codeCache: false,
  },
};

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};

const listSchema = z.union([z.array(z.string()), z.object({ files: z.array(z.string()) }).transform((list) => list.files)]);

export interface AppProtocolOptions {
  /** Folder of the built page, with its list `files.json`. */
  readonly folder: string;
  /** A fresh nonce for each page. */
  readonly nonce?: () => string;
  readonly log: (message: string) => void;
}

/** Makes the handler that `protocol.handle('app', ...)` takes. Rejects when the build's list is missing or unreadable. */
export async function appProtocol(options: AppProtocolOptions): Promise<(request: Request) => Promise<Response>> {
  const nonce = options.nonce ?? (() => randomBytes(18).toString('base64'));
  const listed = new Set(listSchema.parse(JSON.parse(await readFile(join(options.folder, 'files.json'), 'utf8'))));

  return async (request) => {
    const pageNonce = nonce();
    const headers = safetyHeaders(pageNonce);
    if (request.method !== 'GET') return refusal(405, 'Only GET is answered.', { ...headers, Allow: 'GET' });
    const file = fileOf(request.url);
    const type = file === undefined ? undefined : contentTypes[extname(file)];
    if (file === undefined || type === undefined || !listed.has(file)) {
      options.log(`app://: not served: ${request.url.slice(0, 200)}`);
      return refusal(404, 'There is no such file.', headers);
    }
    const content = await readFile(join(options.folder, file));
    const body = file.endsWith('.html') ? withNonce(content.toString('utf8'), pageNonce) : content;
    return new Response(body, { headers: { ...headers, 'Content-Type': type } });
  };
}

/** The listed name a URL asks for, or undefined for every other origin, credentials, port or undecodable path. */
function fileOf(url: string): string | undefined {
  const parsed = URL.parse(url);
  if (parsed === null || parsed.protocol !== 'app:' || parsed.host !== 'steward' || parsed.username !== '' || parsed.password !== '')
    return undefined;
  const path = decoded(parsed.pathname.slice(1));
  return path === '' ? 'index.html' : path;
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch (thrown) {
    if (thrown instanceof URIError) return undefined;
    throw thrown;
  }
}

/** The page reads the nonce from here and gives it to what writes its styles. */
function withNonce(html: string, nonce: string): string {
  const head = '<head>';
  if (!html.includes(head)) throw new Error('The built page has no <head> to put the style nonce in.');
  return html.replace(head, `${head}<meta name="style-nonce" content="${nonce}" />`);
}

function refusal(status: number, text: string, headers: Record<string, string>): Response {
  return new Response(text, { status, headers: { ...headers, 'Content-Type': 'text/plain; charset=utf-8' } });
}
