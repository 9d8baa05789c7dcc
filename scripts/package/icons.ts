// Draws the app's icons from assets/icon.svg: PNG files for Linux, one .ico for Windows, one .icns for macOS. Run by hand
// after the drawing changed (`node scripts/package/icons.ts`); the results are committed, packaging needs no browser.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../setup/chromium.mjs';

const assets = path.resolve(import.meta.dirname, '../../assets');
const sizes = [16, 24, 32, 48, 64, 128, 256, 512, 1024] as const;
// Below this the full drawing blurs: the small one has fewer, thicker lines on whole pixels.
const smallUpTo = 24;

type Pictures = ReadonlyMap<number, Buffer>;

async function draw(): Promise<Pictures> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('Drawing icons needs Chromium.');
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  const page = await browser.newPage();
  const pictures = new Map<number, Buffer>();
  for (const size of sizes) {
    const svg = readFileSync(path.join(assets, size <= smallUpTo ? 'icon-small.svg' : 'icon.svg'), 'utf8');
    await page.setViewportSize({ width: size, height: size });
    await page.setContent(`<style>body{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${svg}`);
    pictures.set(size, await page.screenshot({ omitBackground: true }));
  }
  await browser.close();
  return pictures;
}

function pick(pictures: Pictures, size: number): Buffer {
  const picture = pictures.get(size);
  if (picture === undefined) throw new Error(`There is no picture of ${size} pixels.`);
  return picture;
}

/** Windows' format: a directory of pictures, each a whole PNG. */
function ico(pictures: Pictures): Buffer {
  const chosen = [16, 24, 32, 48, 64, 128, 256];
  const header = Buffer.alloc(6 + 16 * chosen.length);
  header.writeUInt16LE(1, 2);
  header.writeUInt16LE(chosen.length, 4);
  let offset = header.length;
  for (const [index, size] of chosen.entries()) {
    const at = 6 + 16 * index;
    const { length } = pick(pictures, size);
    // 256 is written as 0.
    header.writeUInt8(size % 256, at);
    header.writeUInt8(size % 256, at + 1);
    header.writeUInt16LE(1, at + 4);
    header.writeUInt16LE(32, at + 6);
    header.writeUInt32LE(length, at + 8);
    header.writeUInt32LE(offset, at + 12);
    offset += length;
  }
  return Buffer.concat([header, ...chosen.map((size) => pick(pictures, size))]);
}

/** macOS' format: chunks of a four-letter type, their length and a PNG; the @2x types carry the double size. */
function icns(pictures: Pictures): Buffer {
  const chunks = [
    ['icp4', 16],
    ['icp5', 32],
    ['icp6', 64],
    ['ic07', 128],
    ['ic08', 256],
    ['ic09', 512],
    ['ic10', 1024],
    ['ic11', 32],
    ['ic12', 64],
    ['ic13', 256],
    ['ic14', 512],
  ] as const;
  const chunk = (type: string, body: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(type, 'ascii');
    head.writeUInt32BE(body.length + 8, 4);
    return Buffer.concat([head, body]);
  };
  return chunk('icns', Buffer.concat(chunks.map(([type, size]) => chunk(type, pick(pictures, size)))));
}

const pictures = await draw();
mkdirSync(path.join(assets, 'icons'), { recursive: true });
for (const [size, picture] of pictures) writeFileSync(path.join(assets, 'icons', `${size}x${size}.png`), picture);
writeFileSync(path.join(assets, 'icon.ico'), ico(pictures));
writeFileSync(path.join(assets, 'icon.icns'), icns(pictures));
