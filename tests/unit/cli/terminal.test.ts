import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createTerminal } from '../../../main/cli/terminal.ts';

function screen() {
  const stdin = new PassThrough();
  const stderr = Object.assign(new PassThrough(), { isTTY: true });
  let interrupted = 0;
  const terminal = createTerminal({ stdin, stdout: new PassThrough(), stderr }, {}, () => {
    interrupted += 1;
  });
  return { terminal, stdin, interrupted: () => interrupted };
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
    const { terminal, stdin, interrupted } = screen();
    const answer = terminal.ask('Do this?');
    stdin.end();
    expect(await answer).toBe(false);
    expect(interrupted()).toBe(0);
  });

  it('takes Ctrl+C for a no that ends the command as interrupted, and for no bug', async () => {
    const { terminal, stdin, interrupted } = screen();
    const answer = terminal.ask('Do this?');
    stdin.write('\u0003');
    expect(await answer).toBe(false);
    expect(interrupted()).toBe(1);
  });
});
