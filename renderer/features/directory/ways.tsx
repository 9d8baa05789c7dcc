// The ways to a snapshot: files, a directory that is read live, or a script that somebody else runs.
import {
  Button,
  Link,
  Menu,
  MenuDivider,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Subtitle2,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import {
  ArrowDownloadRegular,
  ArrowImportRegular,
  BookContactsRegular,
  ChevronDownRegular,
  KeyRegular,
  ScriptRegular,
} from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSelectedConnection, useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { type LiveSource, sourceWords } from '../../words/directory.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(270px, 1fr))', gap: '16px' },
  way: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '10px',
    padding: '20px 24px',
    '@media (max-width: 760px)': { padding: '16px' },
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
  },
  icon: { display: 'inline-flex', fontSize: '24px', color: tokens.colorBrandForeground1 },
  title: { margin: 0 },
  text: { color: tokens.colorNeutralForeground3, margin: 0, overflowWrap: 'anywhere' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', marginTop: 'auto', paddingTop: '6px' },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '12px 24px' },
  grow: { flexGrow: 1, flexBasis: '320px', color: tokens.colorNeutralForeground3 },
});

const scriptText =
  'A Microsoft Graph PowerShell script that writes users, groups, memberships and assignments as the CSV files this app takes. ' +
  'It only reads: it asks Entra for read permissions alone and changes nothing. An administrator can read it before running it.';

/** What can be read for a connection. The practice tenant plays all three. */
function sourcesOf({ practice, idp }: Connection): readonly LiveSource[] {
  if (practice || idp === 'other') return ['entra', 'okta', 'scim'];
  return [idp, 'scim'];
}

/** Starts reading and shows the run. */
function useTake(): (connection: Connection, source: LiveSource) => Promise<void> {
  const take = useSteward((state) => state.takeSnapshot);
  const navigate = useSteward((state) => state.navigate);
  const askAccess = useSteward((state) => state.askAccess);
  return async (connection, source) => {
    // Main would refuse it in words; the place to enter what is missing helps more.
    if (!connection.practice && (await askAccess(connection.id, source)) === 'needed') {
      navigate({ screen: 'directory', id: 'access' });
      return;
    }
    const runId = await take({ connectionId: connection.id, source, name: '' });
    if (runId !== undefined) navigate({ screen: 'directory', id: 'run', part: runId });
  };
}

function Way({
  icon,
  title,
  text,
  children,
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly text: ReactNode;
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  return (
    <section className={styles.way} aria-label={title}>
      <span className={styles.icon} aria-hidden="true">
        {icon}
      </span>
      <Subtitle2 as="h2" className={styles.title}>
        {title}
      </Subtitle2>
      <Text as="p" className={styles.text}>
        {text}
      </Text>
      <div className={styles.actions}>{children}</div>
    </section>
  );
}

function TakeWay() {
  const connection = useSelectedConnection();
  const startPractice = useSteward((state) => state.startPractice);
  const take = useTake();
  if (connection === undefined) {
    return (
      <Way
        icon={<BookContactsRegular />}
        title="Take it live"
        text="Entra, Okta or the SCIM server itself can be read through a connection. There is none yet: the practice tenant has made-up directories to try this on."
      >
        <Button onClick={() => void startPractice()}>Try with the practice tenant</Button>
      </Way>
    );
  }
  return (
    <Way
      icon={<BookContactsRegular />}
      title="Take it live"
      text={
        <>
          Reads through the connection “<bdi>{connection.name}</bdi>”, with read permissions alone.
          {connection.practice ? ' The practice tenant plays Entra, Okta and a SCIM server.' : ''}
        </>
      }
    >
      {sourcesOf(connection).map((source) => (
        <Button key={source} icon={<ArrowDownloadRegular />} onClick={() => void take(connection, source)}>
          {sourceWords[source]}
        </Button>
      ))}
      {connection.practice ? null : <Link href={toHash({ screen: 'directory', id: 'access' })}>How the directory is read</Link>}
    </Way>
  );
}

/** The three ways as cards, for when there is no snapshot yet. */
export function Ways() {
  const styles = useStyles();
  const navigate = useSteward((state) => state.navigate);
  const saveScript = useSteward((state) => state.saveExportScript);
  return (
    <div className={styles.grid}>
      <Way
        icon={<ArrowImportRegular />}
        title="Import files"
        text="CSV files of users, groups and memberships, or JSON as Microsoft Graph returns it. Needs no permission and no connection: begin here."
      >
        <Button appearance="primary" icon={<ArrowImportRegular />} onClick={() => navigate({ screen: 'directory', id: 'import' })}>
          Import files
        </Button>
      </Way>
      <TakeWay />
      <Way icon={<ScriptRegular />} title="Let Entra’s administrator export it" text={scriptText}>
        <Button icon={<ArrowDownloadRegular />} onClick={() => void saveScript()}>
          Save the export script
        </Button>
      </Way>
    </div>
  );
}

/** Live sources of the chosen connection as a menu. */
export function TakeMenu() {
  const navigate = useSteward((state) => state.navigate);
  const connection = useSelectedConnection();
  const take = useTake();
  if (connection === undefined) return <Link href={toHash({ screen: 'connections' })}>Add a connection to take one live</Link>;
  return (
    <Menu>
      <MenuTrigger disableButtonEnhancement>
        <Button icon={<ChevronDownRegular />} iconPosition="after">
          Take a snapshot
        </Button>
      </MenuTrigger>
      <MenuPopover>
        <MenuList>
          {sourcesOf(connection).map((source) => (
            <MenuItem key={source} onClick={() => void take(connection, source)}>
              From {source === 'scim' ? 'the SCIM server' : sourceWords[source]}
            </MenuItem>
          ))}
          {connection.practice ? null : (
            <>
              <MenuDivider />
              <MenuItem icon={<KeyRegular />} onClick={() => navigate({ screen: 'directory', id: 'access' })}>
                How the directory is read
              </MenuItem>
            </>
          )}
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}

export function ScriptWay() {
  const styles = useStyles();
  const saveScript = useSteward((state) => state.saveExportScript);
  return (
    <Panel title="Getting the files out of Entra">
      <div className={styles.row}>
        <Text className={styles.grow}>{scriptText}</Text>
        <Button icon={<ArrowDownloadRegular />} onClick={() => void saveScript()}>
          Save the export script
        </Button>
      </div>
    </Panel>
  );
}
