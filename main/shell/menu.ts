// The application menu as data: roles where the system knows better, commands of the contract for the rest.
// Pure; who clicks is answered through `MenuActions`.
import type { MenuItemConstructorOptions } from 'electron';
import type { EventPayload } from '../../contract/calls.ts';

export type MenuCommand = EventPayload<'menu'>['command'];

export interface MenuActions {
  /** Sends a command to the page. */
  readonly command: (command: MenuCommand) => void;
  readonly openLogFolder: () => void;
  readonly openLink: (url: string) => void;
  readonly setCrashDumps: (setting: 'off' | 'keep-on-this-machine') => void;
}

export interface MenuSetting {
  readonly platform: NodeJS.Platform;
  readonly developerTools: 'allowed' | 'forbidden';
  readonly crashDumps: 'off' | 'keep-on-this-machine';
}

type Entry = MenuItemConstructorOptions;

const separator: Entry = { type: 'separator' };

const screens = [
  ['Overview', 'go-overview'],
  ['Connection', 'go-connections'],
  ['Connection test', 'go-connection-test'],
  ['Test sync', 'go-test-sync'],
  ['Directory', 'go-directory'],
  ['Mapping', 'go-mapping'],
  ['Nested groups', 'go-nested-groups'],
  ['Conflicts', 'go-conflicts'],
  ['Organization rules', 'go-org-rules'],
  ['Provisioning log', 'go-provisioning-log'],
  ['History', 'go-runs'],
] as const satisfies readonly (readonly [string, MenuCommand])[];

export function menuTemplate(setting: MenuSetting, actions: MenuActions): Entry[] {
  const mac = setting.platform === 'darwin';
  const about: Entry = { id: 'about', label: 'About SCIM Steward', click: () => actions.command('go-about') };
  const file: Entry = {
    label: '&File',
    submenu: [
      { id: 'new-connection', label: 'New connection', accelerator: 'CmdOrCtrl+N', click: () => actions.command('new-connection') },
      { id: 'explain', label: 'Explain an error message', accelerator: 'CmdOrCtrl+E', click: () => actions.command('explain') },
      separator,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  };
  return [
    ...(mac ? [macAppMenu(about)] : []),
    file,
    editMenu(actions),
    viewMenu(setting),
    goMenu(actions),
    { role: 'windowMenu' },
    helpMenu(setting, actions, mac ? [] : [separator, about]),
  ];
}

function macAppMenu(about: Entry): Entry {
  return {
    label: 'SCIM Steward',
    submenu: [
      about,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
}

/** Without these roles macOS has no copy and paste in text fields. */
function editMenu(actions: MenuActions): Entry {
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      separator,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      { role: 'pasteAndMatchStyle' },
      { role: 'delete' },
      { role: 'selectAll' },
      separator,
      { id: 'find', label: 'Find', accelerator: 'CmdOrCtrl+F', click: () => actions.command('find') },
    ],
  };
}

function viewMenu(setting: MenuSetting): Entry {
  const developer: Entry[] = [separator, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      // The same key without Shift, as people press it.
      { role: 'zoomIn', accelerator: 'CmdOrCtrl+=', visible: false, acceleratorWorksWhenHidden: true },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(setting.developerTools === 'allowed' ? developer : []),
    ],
  };
}

function goMenu(actions: MenuActions): Entry {
  return {
    label: '&Go',
    submenu: screens.map(([label, command], index) => ({
      id: command,
      label,
      // The keyboard has nine numbers.
      ...(index < 9 ? { accelerator: `CmdOrCtrl+${index + 1}` } : {}),
      click: () => actions.command(command),
    })),
  };
}

function helpMenu(setting: MenuSetting, actions: MenuActions, last: readonly Entry[]): Entry {
  return {
    role: 'help',
    label: '&Help',
    submenu: [
      { id: 'leaves-this-machine', label: 'What leaves this machine', click: () => actions.command('go-about') },
      { id: 'open-log-folder', label: 'Open log folder', click: actions.openLogFolder },
      {
        id: 'keep-crash-dumps',
        label: 'Keep crash dumps on this machine (from the next start)',
        type: 'checkbox',
        checked: setting.crashDumps === 'keep-on-this-machine',
        click: (item) => actions.setCrashDumps(item.checked ? 'keep-on-this-machine' : 'off'),
      },
      separator,
      {
        id: 'foundry-documentation',
        label: 'Foundry documentation: Enable SCIM',
        click: () => actions.openLink('https://www.palantir.com/docs/foundry/authentication/scim-enable/'),
      },
      ...last,
    ],
  };
}
