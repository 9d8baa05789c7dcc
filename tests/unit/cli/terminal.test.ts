import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../../main/cli/terminal.ts';

function screen(keyboard: 'keyboard' | 'pipe' = 'pipe') {
  const stdin = Object.assign(new PassThrough(), { isTTY: keyboard === 'keyboard' });
  const [stdout, stderr] = [new PassThrough(), Object.assign(new PassThrough(), { isTTY: true })];
  const interrupt = new AbortController();
  const terminal = createTerminal({ stdin, stdout, stderr }, {}, interrupt);
  const shown = () => [stdout, stderr].map((stream) => String(stream.read() ?? '')).join('');
  return { terminal, stdin, interrupt, shown };
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

describe('a secret', () => {
  it('is the first line of what is piped in', async () => {
    const { terminal, stdin } = screen();
    stdin.end('the secret\r\nanother line');
    expect(await terminal.readSecretLine()).toBe('the secret');
  });

  it('is not shown while it is typed', async () => {
    const { terminal, stdin, shown } = screen('keyboard');
    const secret = terminal.readSecretLine();
    for (const key of 'typed-secreX\u007Ft\r') stdin.write(key);
    expect(await secret).toBe('typed-secret');
    expect(shown()).toBe('The secret (it is not shown): \n');
  });

  it('is not waited for after Ctrl+C, typed or sent', async () => {
    for (const stop of [
      ({ stdin }: ReturnType<typeof screen>) => stdin.write('\u0003'),
      ({ interrupt }: ReturnType<typeof screen>) => interrupt.abort(),
    ]) {
      const at = screen('keyboard');
      const secret = at.terminal.readSecretLine();
      stop(at);
      await expect(secret).rejects.toThrow('Interrupted');
      expect(at.interrupt.signal.aborted).toBe(true);
    }
  });

  it('is empty at the end of the input', async () => {
    const { terminal, stdin } = screen('keyboard');
    const secret = terminal.readSecretLine();
    stdin.end();
    expect(await secret).toBe('');
  });
});
