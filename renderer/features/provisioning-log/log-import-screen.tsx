// Files of a provisioning log: how they are downloaded, which were chosen, and the start of reading them. Nothing is loaded before that.
import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { ArrowImportRegular, DismissRegular, DocumentAddRegular } from '../../components/icons.ts';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '6px', overflowWrap: 'anywhere' },
  files: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', rowGap: '4px' },
  file: { display: 'flex', alignItems: 'center', columnGap: '8px', minWidth: 0 },
  name: { flexGrow: 1, minWidth: 0, overflowWrap: 'anywhere' },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** The way to the file, in Entra's own words. */
export function HowToDownload() {
  const styles = useStyles();
  return (
    <Panel
      title="How to download the log from Entra"
      text="Reports Reader or Security Reader is enough to see it. Entra keeps 30 days with a P1 or P2 licence, 7 without."
    >
      <ol className={styles.list}>
        <li>In the Entra admin center open Entra ID, Enterprise applications, and the app that provisions to Foundry.</li>
        <li>Open Provisioning logs. Set the dates: the portal shows the last 24 hours at first.</li>
        <li>Choose Download, then JSON: it holds everything. The three CSV files can be read too, chosen together.</li>
        <li>Read the file here. Several files can overlap: an event that stands in two is kept once.</li>
      </ol>
      <Text className={styles.quiet}>
        What diagnostic settings write to a storage account (one event a line), and pages saved from Microsoft Graph, are read as well.
      </Text>
    </Panel>
  );
}

export function LogImportScreen() {
  const styles = useStyles();
  const files = useSteward((state) => state.logFiles);
  const add = useSteward((state) => state.addLogFile);
  const drop = useSteward((state) => state.dropLogFile);
  const start = useSteward((state) => state.startLogImport);
  const navigate = useSteward((state) => state.navigate);
  const announce = useSteward((state) => state.announce);
  const [starting, setStarting] = useState(false);
  const addOne = async () => {
    const name = await add();
    if (name !== undefined) announce(`${name} added`);
  };
  const begin = async () => {
    setStarting(true);
    const runId = await start();
    setStarting(false);
    if (runId !== undefined) navigate({ screen: 'provisioning-log', id: 'run', part: runId });
  };
  return (
    <Page
      title="Read the log from files"
      lead="The files stay on this machine. What is read is added to what is there: nothing is replaced."
      above={<Link href={toHash({ screen: 'provisioning-log' })}>Provisioning log</Link>}
    >
      <Panel title={files.length === 0 ? 'Which files' : `Files to read (${files.length})`}>
        {files.length === 0 ? <Text className={styles.quiet}>No file was added yet.</Text> : null}
        {files.length === 0 ? null : (
          <ul className={styles.files} aria-label="Files to read">
            {files.map(({ handle, name }) => (
              <li key={handle} className={styles.file}>
                <Text className={styles.name}>
                  <bdi>{name}</bdi>
                </Text>
                <Button appearance="subtle" icon={<DismissRegular />} aria-label={`Take ${name} out`} onClick={() => drop(handle)} />
              </li>
            ))}
          </ul>
        )}
        <div className={styles.bar}>
          <Button appearance={files.length === 0 ? 'primary' : 'secondary'} icon={<DocumentAddRegular />} onClick={() => void addOne()}>
            {files.length === 0 ? 'Add a file' : 'Add another file'}
          </Button>
          {files.length === 0 ? null : (
            <Button appearance="primary" icon={<ArrowImportRegular />} disabledFocusable={starting} onClick={() => void begin()}>
              {starting ? 'Starting' : `Read ${files.length === 1 ? 'the file' : `the ${files.length} files`}`}
            </Button>
          )}
        </div>
      </Panel>
      <HowToDownload />
    </Page>
  );
}
