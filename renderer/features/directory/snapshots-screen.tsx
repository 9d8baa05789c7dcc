// The snapshots that are kept, and the ways to a new one. Before the first: what a snapshot is for.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { ArrowImportRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { SnapshotTable } from './snapshot-table.tsx';
import { ScriptWay, TakeMenu, Ways } from './ways.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '6px', maxWidth: '76ch' },
  quiet: { color: tokens.colorNeutralForeground3, maxWidth: '76ch' },
});

const lead = 'Users, groups, memberships and app assignments as they stood at one moment, kept on this machine.';

function WhatFor() {
  const styles = useStyles();
  return (
    <Panel title="What a snapshot is for">
      <ul className={styles.list}>
        <li>It shows who would lose groups in Foundry because Entra does not provision members of nested groups.</li>
        <li>It tries an attribute mapping on all people before it is saved: who has no value, which values two people share.</li>
        <li>Two snapshots show what changed between them.</li>
      </ul>
      <Text className={styles.quiet}>
        It is read once and then looked at here, without asking the directory again. Nothing is ever written to the directory.
      </Text>
    </Panel>
  );
}

export function SnapshotsScreen() {
  const load = useSteward((state) => state.loadSnapshots);
  const snapshots = useSteward((state) => state.snapshots);
  const failed = useSteward((state) => state.snapshotsFailed);
  const navigate = useSteward((state) => state.navigate);
  useEffect(() => {
    void load();
  }, [load]);
  if (failed !== undefined || snapshots === undefined) {
    return (
      <Page title="Directory" lead={lead}>
        {failed === undefined ? (
          <Loading what="The list of snapshots" lines={6} />
        ) : (
          <Trouble title="The snapshots could not be read" text={failed} onAgain={() => void load()} />
        )}
      </Page>
    );
  }
  if (snapshots.length === 0) {
    return (
      <Page title="Directory" lead={lead}>
        <WhatFor />
        <Ways />
      </Page>
    );
  }
  return (
    <Page
      title="Directory"
      lead={lead}
      actions={
        <>
          <TakeMenu />
          <Button appearance="primary" icon={<ArrowImportRegular />} onClick={() => navigate({ screen: 'directory', id: 'import' })}>
            Import files
          </Button>
        </>
      }
    >
      <SnapshotTable snapshots={snapshots} />
      <ScriptWay />
    </Page>
  );
}
