// Asks before a connection is deleted; says first what could then not be removed from the server any more.
import { makeStyles } from '@fluentui/react-components';
import type { Connection } from '../../../contract/connections.ts';
import type { Leftover } from '../../../contract/test-sync.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { useSteward } from '../../state/context.ts';
import { count, dateTime } from '../../words/format.ts';

const useStyles = makeStyles({ text: { margin: '0 0 8px' } });
const none: readonly Leftover[] = [];

export function RemoveDialog({ connection, onClose }: { readonly connection: Connection; readonly onClose: () => void }) {
  const styles = useStyles();
  const remove = useSteward((state) => state.removeConnection);
  const left = useSteward((state) => state.leftovers ?? none).filter((leftover) => leftover.connectionId === connection.id);
  return (
    <ConfirmDialog
      title={`Delete ${connection.name}?`}
      confirm="Delete connection and secret"
      onClose={onClose}
      onConfirm={() => void remove(connection.id).then(onClose)}
    >
      {left.map((leftover) => (
        <p key={leftover.runId} className={styles.text}>
          <strong>
            The test sync of {dateTime(leftover.startedAt)} left {count(leftover.effects.length, 'object', 'objects')} on the server.
          </strong>{' '}
          Without this connection SCIM Steward can no longer remove them. Cancel, choose “Clean up” on the Overview, and delete the connection then.
        </p>
      ))}
      <p className={styles.text}>
        The connection and its secret on this machine are deleted. Runs stay in the history. Nothing changes on the server or in the identity
        provider.
      </p>
    </ConfirmDialog>
  );
}
