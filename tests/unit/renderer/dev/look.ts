// Takes pictures of the fixture window and asks axe about each, under the app's own content security policy. One argument a picture:
// `name|hash|light or dark|width|query|what to click ...`; a name that ends with -fold keeps the window's height.
// Build it first: `vite build -c tests/unit/renderer/dev/vite.config.ts`. Pictures: tests/artifacts/look.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import { extname, join } from 'node:path';
import { chromium } from '@playwright/test';
import { contentSecurityPolicy } from '../../../../main/shell/csp.ts';
import { findChromium } from '../../../../scripts/setup/chromium.mjs';

const dir = join(import.meta.dirname, '../../../artifacts/window');
const pictures = join(import.meta.dirname, '../../../artifacts/look');
const types: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' };
const axeSource = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const headers = { 'content-security-policy': contentSecurityPolicy('look') };
const withNonce = (path: string, data: Buffer) =>
  path.endsWith('.html') ? data.toString('utf8').replace('<head>', '<head><meta name="style-nonce" content="look" />') : data;
const server = createServer((request, response) => {
  const path = new URL(request.url ?? '/', 'http://x').pathname;
  readFile(join(dir, path)).then(
    (data) => response.writeHead(200, { ...headers, 'content-type': types[extname(path)] ?? 'text/plain' }).end(withNonce(path, data)),
    () => response.writeHead(404).end(),
  );
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const address = server.address();
const port = typeof address === 'object' && address !== null ? address.port : 0;
const executablePath = findChromium();
const browser = await chromium.launch({ ...(executablePath === undefined ? {} : { executablePath }), args: ['--no-sandbox'] });
const problems: string[] = [];
for (const line of process.argv.slice(2)) {
  const [name = 'shot', hash = '', scheme = 'light', width = '1280', query = '', ...clicks] = line.split('|');
  const page = await browser.newPage({
    viewport: { width: Number(width), height: 800 },
    reducedMotion: 'reduce',
    colorScheme: scheme === 'dark' ? 'dark' : 'light',
  });
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') problems.push(`${name}: ${message.text()}`);
  });
  page.on('pageerror', (error) => problems.push(`${name}: ${error.stack ?? error.message}`));
  await page.goto(`http://127.0.0.1:${port}/index.html?${query}#/${hash}`);
  page.setDefaultTimeout(15_000);
  await page.waitForSelector('#page-heading');
  await page.waitForLoadState('networkidle');
  for (const click of clicks) {
    if (click.startsWith('fill ')) {
      const [, label = '', text = ''] = click.split(' :: ');
      await page.getByLabel(label).first().fill(text);
    } else if (click.startsWith('wait ')) await page.getByText(click.slice(5)).first().waitFor();
    else await page.getByText(click, { exact: true }).first().click();
  }
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const height = await page.evaluate(() => document.getElementById('main')?.scrollHeight ?? 800);
  if (!name.endsWith('-fold')) await page.setViewportSize({ width: Number(width), height: Math.min(4000, Math.max(800, height)) });
  const axe = await page.evaluate<{ id: string; impact: string; nodes: { target: string[]; failureSummary: string }[] }[]>(
    `${axeSource}; axe.run({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'best-practice'] }).then((result) => result.violations)`,
  );
  for (const found of axe)
    problems.push(
      `${name}: axe ${found.id} (${found.impact}): ${found.nodes
        .map((node) => node.target.join(' '))
        .join(' | ')
        .slice(0, 300)}`,
    );
  await page.screenshot({ path: join(pictures, `${name}.png`) });
  await page.close();
}
await browser.close();
server.close();
for (const problem of problems) console.log(problem);
