// What the operating system has to bring: libraries to build the keychain module, and what the window without Electron
// and the tests need. Installed by itself only on Debian and its kin as root; elsewhere the one line to run is printed.

import { existsSync, readdirSync } from 'node:fs';
import { ask, keepLog, run, which } from './child.mjs';
import { findChromium } from './chromium.mjs';
import { keytarIsBuilt } from './keytar.mjs';
import { isOfToday, recall, remember } from './paths.mjs';
import { say } from './say.mjs';

/**
 * @typedef {'terminal' | 'window' | 'tests'} Purpose
 * @typedef {{ purposes: readonly Purpose[], what: string, isThere: () => boolean, debian: readonly string[], fedora: readonly string[] }} Need
 */

/** @type {readonly Need[]} */
const needs = [
  {
    // Every set-up asks for these first, since npm builds the keychain module against them.
    purposes: ['terminal'],
    what: 'libsecret and a compiler, for the keychain',
    isThere: () =>
      keytarIsBuilt() ||
      (ask('pkg-config', ['--exists', 'libsecret-1']) !== undefined &&
        which('g++') !== undefined &&
        which('make') !== undefined &&
        which('python3') !== undefined),
    debian: ['libsecret-1-dev', 'pkg-config', 'g++', 'make', 'python3'],
    fedora: ['libsecret-devel', 'pkgconf-pkg-config', 'gcc-c++', 'make', 'python3'],
  },
  {
    purposes: ['window', 'tests'],
    what: 'Chromium, for the window without Electron',
    isThere: () => findChromium() !== undefined,
    debian: ['chromium'],
    fedora: ['chromium'],
  },
  {
    purposes: ['window', 'tests'],
    what: 'fonts',
    isThere: () =>
      ['dejavu', 'dejavu-sans-fonts', 'noto', 'google-noto'].some(
        (name) => existsSync(`/usr/share/fonts/truetype/${name}`) || existsSync(`/usr/share/fonts/${name}`),
      ),
    debian: ['fonts-dejavu-core', 'fonts-noto-core'],
    fedora: ['dejavu-sans-fonts', 'google-noto-sans-fonts'],
  },
  {
    purposes: ['tests'],
    what: 'a keyring of its own, for the keychain tests',
    isThere: () => which('dbus-run-session') !== undefined && which('gnome-keyring-daemon') !== undefined,
    debian: ['dbus', 'gnome-keyring'],
    fedora: ['dbus-daemon', 'gnome-keyring'],
  },
  {
    purposes: ['tests'],
    what: 'a display for tests',
    isThere: () => which('Xvfb') !== undefined,
    debian: ['xvfb', 'xauth'],
    fedora: ['xorg-x11-server-Xvfb'],
  },
];

/** Installs, or says once a day what to install. Never stops set-up: what is missing shows where it is used. @param {Purpose} purpose */
export async function systemPackages(purpose) {
  if (process.platform !== 'linux') return;
  const missing = needs.filter((need) => need.purposes.includes(purpose) && !need.isThere());
  if (missing.length === 0) return;
  const names = missing.map((need) => need.what).join('; ');
  const memory = recall(`system-${purpose}`);
  if (isOfToday(memory) && memory?.names === names) return;
  const done = mayInstall() && (await install(missing.flatMap((need) => need.debian)));
  if (!done || missing.some((need) => !need.isThere())) {
    say(`missing on this system: ${names}. To install it:\n  ${line(missing)}`);
    remember(`system-${purpose}`, { at: Date.now(), names });
  }
}

function mayInstall() {
  if (process.env.STEWARD_NO_SYSTEM_PACKAGES === '1') return false;
  return process.getuid?.() === 0 && existsSync('/etc/debian_version') && which('apt-get') !== undefined;
}

/** @param {readonly string[]} packages */
async function install(packages) {
  say(`installing system packages: ${packages.join(' ')} (STEWARD_NO_SYSTEM_PACKAGES=1 stops this)`);
  const apt = (/** @type {readonly string[]} */ args) =>
    run('apt-get', ['-q', '-y', '-o', 'DPkg::Lock::Timeout=300', ...args], { env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
  const get = () => apt(['install', '--no-install-recommends', ...packages]);
  if (listsAreEmpty()) await apt(['update']);
  let answer = await get();
  if (answer.code !== 0) {
    await apt(['update']);
    answer = await get();
  }
  if (answer.code !== 0) say(`apt-get could not install them:\n${keepLog('apt-get', answer.output)}`);
  return answer.code === 0;
}

function listsAreEmpty() {
  try {
    return !readdirSync('/var/lib/apt/lists').some((name) => name.includes('_Packages'));
  } catch {
    return true;
  }
}

/** @param {readonly Need[]} missing */
function line(missing) {
  if (existsSync('/etc/debian_version')) return `sudo apt-get install -y ${missing.flatMap((need) => need.debian).join(' ')}`;
  return `sudo dnf install -y ${missing.flatMap((need) => need.fedora).join(' ')}   (Fedora's names; your system's may differ)`;
}
