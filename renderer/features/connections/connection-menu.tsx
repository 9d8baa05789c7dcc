// What can be done with one connection. The practice connection is the app’s own: it can be deleted, and comes back when it is tried again.
import { Button, Menu, MenuDivider, MenuItem, MenuList, MenuPopover, MenuTrigger } from '@fluentui/react-components';
import type { Connection } from '../../../contract/connections.ts';
import { ArrowExportRegular, CopyRegular, DeleteRegular, EditRegular, MoreHorizontalRegular } from '../../components/icons.ts';
import { useSteward } from '../../state/context.ts';

export function ConnectionMenu({ connection, onRemove }: { readonly connection: Connection; readonly onRemove: () => void }) {
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button appearance="subtle" icon={<MoreHorizontalRegular />} aria-label={`More for ${connection.name}`} />
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {connection.practice ? null : <OwnItems connection={connection} />}
          <MenuItem icon={<DeleteRegular />} onClick={onRemove}>
            Delete
          </MenuItem>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

function OwnItems({ connection }: { readonly connection: Connection }) {
  const navigate = useSteward((state) => state.navigate);
  const duplicate = useSteward((state) => state.duplicateConnection);
  const exportConnections = useSteward((state) => state.exportConnections);
  return (
    <>
      <MenuItem icon={<EditRegular />} onClick={() => navigate({ screen: 'connections', id: connection.id, part: 'edit' })}>
        Edit
      </MenuItem>
      <MenuItem icon={<CopyRegular />} onClick={() => void duplicate(connection.id)}>
        Duplicate without its secret
      </MenuItem>
      <MenuItem icon={<ArrowExportRegular />} onClick={() => void exportConnections([connection.id])}>
        Export without its secret
      </MenuItem>
      <MenuDivider />
    </>
  );
}
