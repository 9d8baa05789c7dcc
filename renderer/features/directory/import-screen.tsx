// The import: files are added one by one, each shown as it was understood; nothing is stored before the last row was read.
import { Button, Field, Input, Link, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { Empty } from '../../components/empty.tsx';
import { ArrowImportRegular, DocumentAddRegular } from '../../components/icons.ts';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { importGaps, importObstacles } from '../../words/import-files.ts';
import { ImportFile } from './import-file.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', rowGap: '4px', overflowWrap: 'anywhere' },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  name: { maxWidth: '480px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const lead = 'Add the files one by one: users, groups, memberships. Each is looked at before anything is loaded.';

function Start() {
  const styles = useStyles();
  const hintId = useId();
  const files = useSteward((state) => state.importFiles);
  const name = useSteward((state) => state.importName);
  const setName = useSteward((state) => state.setImportName);
  const start = useSteward((state) => state.startImport);
  const navigate = useSteward((state) => state.navigate);
  const [starting, setStarting] = useState(false);
  const obstacles = importObstacles(files);
  const gaps = importGaps(files);
  const begin = async () => {
    setStarting(true);
    const runId = await start();
    setStarting(false);
    if (runId !== undefined) navigate({ screen: 'directory', id: 'run', part: runId });
  };
  return (
    <Panel title="Make the snapshot">
      {gaps.length === 0 ? null : (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>What this snapshot will not say</MessageBarTitle>
            <ul className={styles.list}>
              {gaps.map((gap) => (
                <li key={gap}>{gap}</li>
              ))}
            </ul>
          </MessageBarBody>
        </MessageBar>
      )}
      <Field label="Name of the snapshot" hint="Left empty, it is named after the time it was taken." className={styles.name}>
        <Input value={name} maxLength={120} dir="auto" placeholder="Before the move to SCIM" onChange={(_, data) => setName(data.value)} />
      </Field>
      <div className={styles.bar}>
        <Button
          appearance="primary"
          size="large"
          icon={<ArrowImportRegular />}
          disabledFocusable={obstacles.length > 0 || starting}
          aria-describedby={hintId}
          onClick={() => void begin()}
        >
          {starting ? 'Starting' : `Import ${files.length === 1 ? 'the file' : `the ${files.length} files`}`}
        </Button>
        <div id={hintId} className={styles.quiet}>
          {obstacles.length === 0 ? (
            'Everything is imported, or nothing. Rows that cannot be taken are kept aside with their line.'
          ) : (
            <ul className={styles.list}>
              {obstacles.map((obstacle) => (
                <li key={obstacle}>{obstacle}</li>
              ))}
            </ul>
          )}
        </div>
      </div>
    </Panel>
  );
}

export function ImportScreen() {
  const files = useSteward((state) => state.importFiles);
  const add = useSteward((state) => state.addImportFile);
  const announce = useSteward((state) => state.announce);
  const [adding, setAdding] = useState(false);
  const addOne = async () => {
    setAdding(true);
    const name = await add();
    setAdding(false);
    if (name !== undefined) announce(`${name} added`);
  };
  const button = (
    <Button
      appearance={files.length === 0 ? 'primary' : 'secondary'}
      icon={<DocumentAddRegular />}
      disabledFocusable={adding}
      onClick={() => void addOne()}
    >
      {adding ? 'Reading the file' : files.length === 0 ? 'Add a file' : 'Add another file'}
    </Button>
  );
  return (
    <Page
      title="Import files"
      lead={lead}
      above={<Link href={toHash({ screen: 'directory' })}>Directory</Link>}
      {...(files.length === 0 ? {} : { actions: button })}
    >
      {files.length === 0 ? (
        <Panel>
          <Empty
            icon={<DocumentAddRegular />}
            title="No file was added yet"
            text="CSV files in any usual form: comma, semicolon or tab, UTF-8 or UTF-16, with or without quotation marks. Or JSON as Microsoft Graph returns it."
          >
            {button}
          </Empty>
        </Panel>
      ) : (
        <>
          {files.map((file) => (
            <ImportFile key={file.inspected.handle} file={file} />
          ))}
          <Start />
        </>
      )}
    </Page>
  );
}
