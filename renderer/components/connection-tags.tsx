// What must be seen about a connection at all times: practice, production, and whether production is locked.
import { makeStyles } from '@fluentui/react-components';
import type { Connection, LockState } from '../../contract/connections.ts';
import { timeOfDay } from '../words/format.ts';
import { BeakerRegular, LockClosedRegular, LockOpenRegular } from './icons.ts';
import { Tag } from './status.tsx';

const useStyles = makeStyles({ tags: { display: 'inline-flex', flexWrap: 'wrap', gap: '6px' } });

function LockTag({ lock }: { readonly lock: LockState }) {
  if (lock.kind === 'unlocked') {
    return (
      <Tag look="bad" icon={<LockOpenRegular />}>
        Unlocked until {timeOfDay(lock.until)}
      </Tag>
    );
  }
  if (lock.kind === 'locked') {
    return (
      <Tag look="good" icon={<LockClosedRegular />}>
        Locked
      </Tag>
    );
  }
  if (lock.kind === 'forbidden') {
    return (
      <Tag look="unknown" icon={<LockClosedRegular />}>
        Writes forbidden by policy
      </Tag>
    );
  }
  return null;
}

export function ConnectionTags({ connection, lock }: { readonly connection: Connection; readonly lock?: LockState | undefined }) {
  const styles = useStyles();
  if (!connection.practice && !connection.production && (lock === undefined || lock.kind === 'open')) return null;
  return (
    <span className={styles.tags}>
      {connection.practice ? (
        <Tag look="info" icon={<BeakerRegular />}>
          Practice
        </Tag>
      ) : null}
      {connection.production ? <Tag look="warning">Production</Tag> : null}
      {lock === undefined ? null : <LockTag lock={lock} />}
    </span>
  );
}
