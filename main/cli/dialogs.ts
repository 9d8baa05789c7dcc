// The window's file dialogs as the terminal has them: the path is what --file says.
import type { Dialogs } from '../platform/ports.ts';
import { usage } from './arguments.ts';

export function terminalDialogs(file: string | undefined): Dialogs {
  const path = async () => {
    if (file === undefined) throw usage('Name the file with --file.');
    return file;
  };
  return { saveFile: path, openFile: path, confirm: async () => false };
}
