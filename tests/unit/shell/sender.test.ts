import { describe, expect, it } from 'vitest';
import { type FrameLike, isOwnPage, whyUntrusted } from '../../../main/shell/sender.ts';

const page: FrameLike = { url: 'app://steward/index.html#/runs', parent: null };
const event = (senderFrame: FrameLike | null, id = 7) => ({ sender: { id }, senderFrame });

describe('who may call the app', () => {
  it('is the top frame of our window showing our page', () => {
    expect(whyUntrusted(event(page), 7)).toBeUndefined();
  });

  it('is not a page from elsewhere in our window', () => {
    expect(whyUntrusted(event({ url: 'https://evil.example/', parent: null }), 7)).toBe('a page that is not ours called');
  });

  it('is not a frame that is gone', () => {
    expect(whyUntrusted(event(null), 7)).toBe('the frame that called is gone');
  });

  it('is not a frame inside the page, even with our own address', () => {
    expect(whyUntrusted(event({ url: page.url, parent: page }), 7)).toBe('a frame inside the page called');
  });

  it('is not another window', () => {
    expect(whyUntrusted(event(page, 8), 7)).toBe('another window called');
  });
});

describe('our own page', () => {
  it.each(['app://steward/', 'app://steward/index.html', 'app://steward'])('is %s', (url) => expect(isOwnPage(url)).toBe(true));

  it.each([
    'app://steward.example/',
    'app://stewards/',
    'app://steward:8080/',
    'app://me@steward/',
    'https://steward/',
    'file:///app://steward/',
    'about:blank',
    'data:text/html,app://steward/',
    '',
  ])('is not %s', (url) => expect(isOwnPage(url)).toBe(false));
});
