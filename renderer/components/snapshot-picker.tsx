// Which snapshot of the directory a screen is about, and the way to another one; or what stands there when there is none.
// Names are the source's or the administrator's: isolated, so that no name turns the words around it.
import { Button, Caption1, Dropdown, Field, makeStyles, Option, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useSelectedSnapshot, useSteward } from '../state/context.ts';
import { snapshotLine } from '../words/directory.ts';
import { Empty } from './empty.tsx';
import { BookContactsRegular } from './icons.ts';
import { Loading } from './loading.tsx';
import { Panel } from './panel.tsx';
import { Trouble } from './trouble.tsx';

const useStyles = makeStyles({
  field: { maxWidth: '520px', minWidth: 0 },
  dropdown: { minWidth: 0, width: '100%' },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  option: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** A field with the chosen snapshot; nothing while there is none. Reads the list when it is drawn. */
export function SnapshotPicker() {
  const styles = useStyles();
  const load = useSteward((state) => state.loadSnapshots);
  const snapshots = useSteward((state) => state.snapshots) ?? [];
  const select = useSteward((state) => state.selectSnapshot);
  const chosen = useSelectedSnapshot();
  useEffect(() => {
    void load();
  }, [load]);
  if (chosen === undefined) return null;
  return (
    <Field label="Snapshot" className={styles.field} hint={snapshotLine(chosen)}>
      <Dropdown
        className={styles.dropdown}
        title={chosen.name}
        value={chosen.name}
        button={{ children: <bdi className={styles.name}>{chosen.name}</bdi> }}
        selectedOptions={[chosen.id]}
        onOptionSelect={(_, data) => {
          if (data.optionValue !== undefined && data.optionValue !== chosen.id) void select(data.optionValue);
        }}
      >
        {snapshots.map((snapshot) => (
          <Option key={snapshot.id} value={snapshot.id} text={snapshot.name}>
            <span className={styles.option}>
              <Text>
                <bdi>{snapshot.name}</bdi>
              </Text>
              <Caption1 className={styles.quiet}>{snapshotLine(snapshot)}</Caption1>
            </span>
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

/** What stands on a screen that needs a snapshot: that the list is read, that it could not be, or that there is none. Reads the list. */
export function NoSnapshot({ why }: { readonly why: string }) {
  const load = useSteward((state) => state.loadSnapshots);
  const loaded = useSteward((state) => state.snapshots !== undefined);
  const failed = useSteward((state) => state.snapshotsFailed);
  const navigate = useSteward((state) => state.navigate);
  useEffect(() => {
    void load();
  }, [load]);
  if (failed !== undefined) return <Trouble title="The snapshots could not be read" text={failed} onAgain={() => void load()} />;
  if (!loaded) return <Loading what="The list of snapshots" lines={5} />;
  return (
    <Panel>
      <Empty icon={<BookContactsRegular />} title="There is no snapshot of a directory yet" text={why}>
        <Button appearance="primary" onClick={() => navigate({ screen: 'directory' })}>
          Go to Directory
        </Button>
      </Empty>
    </Panel>
  );
}
