// Builds the named parts one after the other with their plain Vite configs. A warning about something that could not be
// resolved is an error: what is missing must not be found out by a user. Ends with code 1 and the message alone.

import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { build, createLogger } from 'vite';

const root = path.resolve(import.meta.dirname, '../..');

async function buildPart(part: string): Promise<void> {
  const logger = createLogger('warn', { prefix: `[${part}]` });
  const warnings: string[] = [];
  logger.warn = (message) => {
    warnings.push(stripVTControlCharacters(message));
  };
  await build({ configFile: path.join(root, `vite.${part}.config.ts`), customLogger: logger, logLevel: 'warn', mode: 'production' });
  const serious = warnings.filter((line) => /unresolved|could not resolve|failed to resolve/i.test(line));
  for (const line of warnings) console.error(line);
  if (serious.length > 0) throw new Error(`The build of ${part} is incomplete.`);
}

for (const part of process.argv.slice(2)) {
  try {
    await buildPart(part);
  } catch (error) {
    console.error(`${part}: ${stripVTControlCharacters(error instanceof Error ? error.message : String(error))}`);
    process.exit(1);
  }
}
