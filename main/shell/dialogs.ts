// The system's dialogs behind the port the features know. Each hangs on the window, so it cannot get lost behind it.
// They return a path or a decision; files are read and written by whoever asked.
import type { BaseWindow, Dialog } from 'electron';
import type { Dialogs } from '../app-types.ts';

export type DialogLike = Pick<Dialog, 'showSaveDialog' | 'showOpenDialog' | 'showMessageBox'>;

/** `owner` is asked at each call: the window may have been made anew. */
export function systemDialogs(dialog: DialogLike, owner: () => BaseWindow): Dialogs {
  return {
    saveFile: async ({ title, defaultName, filters }) => {
      const answer = await dialog.showSaveDialog(owner(), {
        title,
        defaultPath: defaultName,
        filters: filters.map((filter) => ({ name: filter.name, extensions: [...filter.extensions] })),
        properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
      });
      return answer.canceled || answer.filePath === '' ? null : answer.filePath;
    },
    openFile: async ({ title, filters }) => {
      const answer = await dialog.showOpenDialog(owner(), {
        title,
        filters: filters.map((filter) => ({ name: filter.name, extensions: [...filter.extensions] })),
        properties: ['openFile', 'dontAddToRecent'],
      });
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    // The safe choice stands first, is the default and is what Escape means.
    confirm: async ({ title, message, detail, action }) => {
      const answer = await dialog.showMessageBox(owner(), {
        type: 'question',
        title,
        message,
        detail,
        buttons: ['Cancel', action],
        defaultId: 0,
        cancelId: 0,
        noLink: true,
      });
      return answer.response === 1;
    },
  };
}
