import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../../main/cli/terminal.ts';

function screen() {
  const stdin = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  const interrupt = new AbortController();
  const terminal = createTerminal({ stdin, stdout: new PassThrough(), stderr }, {}, interrupt);
  return { terminal, stdin, interrupt };
}

describe('a question in the terminal', () => {
  for (const [typed, agreed] of [
    ['y\n', true],
    ['YES\n', true],
    ['\n', false],
    ['yesterday\n', false],
  ] as const) {
    it(`takes ${JSON.stringify(typed)} for ${agreed ? 'yes' : 'no'}`, async () => {
      const { terminal, stdin } = screen();
      const answer = terminal.ask('Do this?');
      stdin.write(typed);
      expect(await answer).toBe(agreed);
    });
  }

  it('takes the end of the input for a no', async () => {
    const { terminal, stdin, interrupt } = screen();
    const answer = terminal.ask('Do this?');
    stdin.end();
    expect(await answer).toBe(false);
    expect(interrupt.signal.aborted).toBe(false);
  });

  it('takes Ctrl+C for a no that ends the command as interrupted, and for no bug', async () => {
    const { terminal, stdin, interrupt } = screen();
    const answer = terminal.ask('Do this?');
    stdin.write('\u0003');
    expect(await answer).toBe(false);
    expect(interrupt.signal.aborted).toBe(true);
  });
});

describe('standard input', () => {
  it('is read up to a limit', async () => {
    const { terminal, stdin } = screen();
    stdin.end('a secret\nand more');
    expect(await terminal.readInput(10)).toBe('a secret\na');
  });

  it('is left at Ctrl+C, and lets the process end', async () => {
    const { terminal, stdin, interrupt } = screen();
    const read = terminal.readInput(10);
    stdin.write('half');
    interrupt.abort();
    await expect(read).rejects.toThrow('Interrupted while standard input was read');
    expect(stdin.destroyed).toBe(true);
  });
});
