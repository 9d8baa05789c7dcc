import { describe, expect, it } from 'vitest';
import { dialogDesk } from '../../host/driver/dialog-desk.ts';
import { named } from '../../host/stand-in/named.ts';
import { toApp, toChromium } from '../../host/wire.ts';

const question = { kind: 'message', options: { title: 'Quit', message: 'A run is not finished.', buttons: ['Cancel', 'Quit'] } } as const;
const save = { kind: 'save', options: { title: 'Export' } } as const;

describe('the dialogs of a test', () => {
  it('take an answer that was given before, or one that comes later', async () => {
    const desk = dialogDesk();
    const before = desk.answerDialog({ kind: 'button', label: 'Quit' });
    expect(await desk.answer({ ...question, options: { ...question.options, buttons: ['Cancel', 'Quit'] } })).toEqual({ kind: 'choice', choice: 1 });
    expect((await before).options.title).toBe('Quit');
    const later = desk.answer(save);
    await desk.answerDialog({ kind: 'path', path: '/tmp/run.html' });
    expect(await later).toEqual({ kind: 'path', path: '/tmp/run.html' });
  });

  it('are named when nobody answered them, and dismissed', async () => {
    const desk = dialogDesk();
    const open = desk.answer(save);
    expect(desk.clear()).toEqual(['Export']);
    expect(await open).toEqual({ kind: 'path', path: null });
    expect(desk.clear()).toEqual([]);
  });

  it('do not take a button they do not have', async () => {
    const desk = dialogDesk();
    void desk.answerDialog({ kind: 'button', label: 'Delete' });
    expect(() => desk.answer({ kind: 'message', options: { message: 'Sure?', buttons: ['OK'] } })).toThrow('Delete');
  });
});

describe('the Chromium host', () => {
  it('names what its electron does not have', () => {
    const app = named('app', { quit: () => 'bye' });
    expect(app.quit()).toBe('bye');
    expect(() => Reflect.get(app, 'dock')).toThrow('The Chromium host has no app.dock');
  });

  it('shows the app’s own addresses under a name that Chromium takes, and no other', () => {
    expect(toChromium('app://steward/index.html#/runs')).toBe('https://steward.invalid/index.html#/runs');
    expect(toApp('https://steward.invalid/assets/a.js')).toBe('app://steward/assets/a.js');
    expect(toApp('https://steward.invalid.example/')).toBe('https://steward.invalid.example/');
    expect(toChromium('app://steward.example/')).toBe('app://steward.example/');
  });
});
