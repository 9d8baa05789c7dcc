// What can be done with one snapshot: choose it for every screen, give it another name, remove it.
import { Button, Field, Input, Menu, MenuItem, MenuList, MenuPopover, MenuTrigger, Text, useRestoreFocusTarget } from '@fluentui/react-components';
import { useState } from 'react';
import type { Snapshot } from '../../../contract/directory.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CheckmarkRegular, DeleteRegular, MoreHorizontalRegular, RenameRegular } from '../../components/icons.ts';
import { useSteward } from '../../state/context.ts';

const longestName = 120;

interface SnapshotMenuProps {
  readonly snapshot: Snapshot;
  /** Told before it is removed: a screen about it must be left. */
  readonly onRemove?: () => void;
}

export function SnapshotMenu({ snapshot, onRemove }: SnapshotMenuProps) {
  const chosen = useSteward((state) => state.snapshotId === snapshot.id);
  const select = useSteward((state) => state.selectSnapshot);
  const rename = useSteward((state) => state.renameSnapshot);
  const remove = useSteward((state) => state.removeSnapshot);
  const [name, setName] = useState<string | undefined>(undefined);
  const getsFocusBack = useRestoreFocusTarget();
  const [removing, setRemoving] = useState(false);
  return (
    <>
      <Menu>
        <MenuTrigger disableButtonEnhancement>
          <Button {...getsFocusBack} appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={`More for ${snapshot.name}`} />
        </MenuTrigger>
        <MenuPopover>
          <MenuList>
            <MenuItem icon={<CheckmarkRegular />} disabled={chosen} onClick={() => void select(snapshot.id)}>
              {chosen ? 'Chosen for all screens' : 'Choose for all screens'}
            </MenuItem>
            <MenuItem icon={<RenameRegular />} onClick={() => setName(snapshot.name)}>
              Rename
            </MenuItem>
            <MenuItem icon={<DeleteRegular />} onClick={() => setRemoving(true)}>
              Remove
            </MenuItem>
          </MenuList>
        </MenuPopover>
      </Menu>
      {name === undefined ? null : (
        <ConfirmDialog
          title="Rename the snapshot"
          confirm="Rename"
          ready={name.trim() !== '' && name.trim().length <= longestName}
          onClose={() => setName(undefined)}
          onConfirm={() =>
            void rename(snapshot.id, name).then((done) => {
              if (done) setName(undefined);
            })
          }
        >
          <Field label="Name">
            <Input value={name} maxLength={longestName} dir="auto" onChange={(_, data) => setName(data.value)} />
          </Field>
        </ConfirmDialog>
      )}
      {removing ? (
        <ConfirmDialog
          title="Remove this snapshot?"
          confirm="Remove the snapshot"
          onClose={() => setRemoving(false)}
          onConfirm={() => {
            setRemoving(false);
            onRemove?.();
            void remove(snapshot.id);
          }}
        >
          <Text>
            “<bdi>{snapshot.name}</bdi>” and all its rows are deleted from this machine. The directory and the files it came from are not touched.
            This cannot be taken back.
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
