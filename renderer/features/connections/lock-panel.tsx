// Production stays read-only until it is unlocked for some minutes, with a reason; the way to lock it again at once.
import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Select,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { CredentialCard } from '../../../contract/connections.ts';
import { LockClosedRegular, LockOpenRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { dateTime, sentence } from '../../words/format.ts';

const useStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 140px auto',
    gap: '12px',
    alignItems: 'end',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const minuteChoices = [15, 30, 60, 120, 240];

export function LockPanel({ card }: { readonly card: CredentialCard }) {
  const styles = useStyles();
  const unlock = useSteward((state) => state.unlock);
  const lockNow = useSteward((state) => state.lock);
  const [reason, setReason] = useState('');
  const [minutes, setMinutes] = useState(30);
  const { connection, lock } = card;
  if (lock.kind === 'open') return null;
  if (lock.kind === 'forbidden') {
    return (
      <MessageBar intent="info" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>A test sync is not allowed through this connection.</MessageBarTitle> {sentence(lock.by)} The connection test only reads
          and works all the same.
        </MessageBarBody>
      </MessageBar>
    );
  }
  if (lock.kind === 'unlocked') {
    return (
      <MessageBar intent="warning" layout="multiline" icon={<LockOpenRegular />}>
        <MessageBarBody>
          <MessageBarTitle>Production is unlocked until {dateTime(lock.until)}.</MessageBarTitle> Reason: {lock.reason}
        </MessageBarBody>
        <MessageBarActions>
          <Button icon={<LockClosedRegular />} onClick={() => void lockNow(connection.id)}>
            Lock now
          </Button>
        </MessageBarActions>
      </MessageBar>
    );
  }
  return (
    <Panel title="Production is locked" text="Reading works. A test sync writes: it needs an unlock for a time you choose, and leaves receipts.">
      <form
        className={styles.row}
        onSubmit={(event) => {
          event.preventDefault();
          void unlock(connection.id, reason.trim(), minutes).then((done) => {
            if (done) setReason('');
          });
        }}
      >
        <Field label="Reason or change ticket" required>
          <Input value={reason} maxLength={500} placeholder="CHG-…" onChange={(_, data) => setReason(data.value)} />
        </Field>
        <Field label="For">
          <Select value={String(minutes)} onChange={(_, data) => setMinutes(Number(data.value))}>
            {minuteChoices.map((choice) => (
              <option key={choice} value={choice}>
                {choice} minutes
              </option>
            ))}
          </Select>
        </Field>
        <Button type="submit" icon={<LockOpenRegular />} disabled={reason.trim() === ''}>
          Unlock
        </Button>
      </form>
      <Text size={200} className={styles.quiet}>
        It locks itself again when this time is over; “Lock now” ends it sooner.
      </Text>
    </Panel>
  );
}
