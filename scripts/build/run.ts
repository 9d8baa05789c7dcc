// Builds the named parts one after the other with their plain Vite configs. Any warning about a part that could not be
// resolved is an error: what is missing must not be found out by a user.

import path from 'node:path';
import { build, createLogger } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

for (const part of process.argv.slice(2)) {
  const logger = createLogger('warn', { prefix: `[${part}]` });
  const warnings: string[] = [];
  logger.warn = (message) => {
    warnings.push(message);
  };
  await build({ configFile: path.join(root, `vite.${part}.config.ts`), customLogger: logger, logLevel: 'warn', mode: 'production' });
  const serious = warnings.filter((line) => /unresolved|could not resolve|failed to resolve|circular/i.test(line));
  for (const line of warnings) console.error(line);
  if (serious.length > 0) throw new Error(`The build of ${part} is incomplete.`);
}
