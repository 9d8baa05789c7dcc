// What the shell itself remembers between starts: where the window was, how far it is zoomed, whether crash dumps are kept.
// One small file in the data folder, mode 0600. A missing or damaged file means the defaults: nothing in it is worth a message.
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';

const rectangleSchema = z.object({ x: z.number(), y: z.number(), width: z.number().positive(), height: z.number().positive() });

const windowStateSchema = z.object({
  bounds: rectangleSchema.optional(),
  maximized: z.boolean().default(false),
  zoomLevel: z.number().min(-3).max(5).default(0),
  /** Crash dumps hold memory, and with it what was typed: they are kept only where the administrator switched them on. */
  crashDumps: z.enum(['off', 'keep-on-this-machine']).default('off'),
});
export type WindowState = z.infer<typeof windowStateSchema>;

/** Synchronous, because the crash reporter must know before Electron is ready. */
export function readWindowState(path: string): WindowState {
  const defaults = windowStateSchema.parse({});
  try {
    const parsed = windowStateSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')));
    return parsed.success ? parsed.data : defaults;
  } catch (thrown) {
    if (thrown instanceof SyntaxError || isMissing(thrown)) return defaults;
    throw thrown;
  }
}

/** Synchronous as well: it is written while the window closes. A reader sees the old file or the new one, never half of one. */
export function writeWindowState(path: string, state: WindowState): void {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const beside = `${path}.new`;
  writeFileSync(beside, `${JSON.stringify(state)}\n`, { mode: 0o600 });
  renameSync(beside, path);
}

function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR');
}
