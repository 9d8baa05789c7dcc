// How long runs are kept, and the way to delete everything this app holds on this machine.
import { Button, Field, Input, makeStyles, SpinButton, Text } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { DeleteRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'end' },
  grow: { flexGrow: 1 },
  days: { width: '140px' },
  field: { marginTop: '16px' },
});

/** The word that main asks for. */
const word = 'delete all data';

export function KeepPanel() {
  const styles = useStyles();
  const days = useSteward((state) => state.retentionDays);
  const load = useSteward((state) => state.loadRetention);
  const save = useSteward((state) => state.setRetention);
  const deleteAll = useSteward((state) => state.deleteAllData);
  const [edited, setEdited] = useState<number | undefined>(undefined);
  const [typed, setTyped] = useState<string | undefined>(undefined);
  useEffect(() => {
    void load();
  }, [load]);
  const shown = edited ?? days;
  return (
    <Panel title="Keeping and deleting">
      <div className={styles.row}>
        <Field label="Keep runs for (days)" className={styles.days}>
          <SpinButton
            min={1}
            max={3650}
            value={shown ?? 90}
            disabled={days === undefined}
            onChange={(_, data) => {
              const next = data.value ?? Number(data.displayValue);
              if (Number.isInteger(next)) setEdited(Math.min(3650, Math.max(1, next)));
            }}
          />
        </Field>
        <Button
          disabled={edited === undefined || edited === days}
          onClick={() => edited !== undefined && void save(edited).then(() => setEdited(undefined))}
        >
          Save
        </Button>
        <span className={styles.grow} />
        <Button icon={<DeleteRegular />} onClick={() => setTyped('')}>
          Delete all data
        </Button>
      </div>
      {typed === undefined ? null : (
        <ConfirmDialog
          title="Delete everything SCIM Steward holds?"
          confirm="Delete all data"
          ready={typed.trim().toLowerCase() === word}
          onClose={() => setTyped(undefined)}
          onConfirm={() => void deleteAll(word).then(() => setTyped(undefined))}
        >
          <Text>
            Connections, their secrets in the keychain, runs, requests, receipts and logs on this machine are deleted. Nothing changes on any server.
            This cannot be taken back.
          </Text>
          <Field label={`Type “${word}” to confirm`} className={styles.field}>
            <Input value={typed} onChange={(_, data) => setTyped(data.value)} />
          </Field>
        </ConfirmDialog>
      )}
    </Panel>
  );
}
