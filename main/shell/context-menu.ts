// The menu of the right mouse button: editing in text fields, copying a selection, nothing elsewhere.
import type { ContextMenuParams, MenuItemConstructorOptions } from 'electron';

export type ContextLike = Pick<ContextMenuParams, 'isEditable' | 'selectionText'> & {
  readonly editFlags: Pick<ContextMenuParams['editFlags'], 'canUndo' | 'canRedo' | 'canCut' | 'canCopy' | 'canPaste' | 'canSelectAll'>;
};

/** Empty where there is nothing to offer: no menu is shown then. */
export function contextMenuTemplate(context: ContextLike): MenuItemConstructorOptions[] {
  const can = context.editFlags;
  if (context.isEditable) {
    return [
      { role: 'undo', enabled: can.canUndo },
      { role: 'redo', enabled: can.canRedo },
      { type: 'separator' },
      { role: 'cut', enabled: can.canCut },
      { role: 'copy', enabled: can.canCopy },
      { role: 'paste', enabled: can.canPaste },
      { type: 'separator' },
      { role: 'selectAll', enabled: can.canSelectAll },
    ];
  }
  return context.selectionText.trim() === '' ? [] : [{ role: 'copy', enabled: can.canCopy }];
}
