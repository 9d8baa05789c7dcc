// Versions to copy, where data lies, what left this machine, the limits of requests, and the practice tenant's reset.
import {
  Button,
  Caption1,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CopyButton } from '../../components/copy-button.tsx';
import { Empty } from '../../components/empty.tsx';
import { ArrowClockwiseRegular, FolderOpenRegular, GlobeRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { count, dateTime } from '../../words/format.ts';
import { LimitsPanel } from './limits-panel.tsx';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))', gap: '16px 24px', margin: 0 },
  whole: { gridColumnStart: 1, gridColumnEnd: -1 },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  scroll: { overflowX: 'auto' },
  table: { '& tbody tr:last-child': { borderBottomStyle: 'none' }, '& td': { paddingTop: '6px', paddingBottom: '6px' } },
  first: { paddingLeft: '24px', overflowWrap: 'anywhere', [narrow]: { paddingLeft: '16px' } },
  host: { width: '34%', [narrow]: { width: '32%' } },
  number: { width: '96px', [narrow]: { width: '76px' } },
  stays: { display: 'block', color: tokens.colorNeutralForeground3 },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
});

/** Requests to these hosts do not go over any network. */
const isThisMachine = (host: string): boolean => /^(?:127\.\d+\.\d+\.\d+|localhost|\[::1\])(?::\d+)?$/i.test(host);

/** As their makers write them. */
const versionNames: Readonly<Record<string, string>> = {
  electron: 'Electron',
  chrome: 'Chromium',
  node: 'Node.js',
  v8: 'V8',
  openssl: 'OpenSSL',
  sqlite: 'SQLite',
  'chromium host': 'Chromium host',
};

export function AboutScreen() {
  const styles = useStyles();
  const info = useSteward((state) => state.info);
  const contacts = useSteward((state) => state.contacts);
  const practice = useSteward((state) => state.practice);
  const loadContacts = useSteward((state) => state.loadContacts);
  const openLogFolder = useSteward((state) => state.openLogFolder);
  const reset = useSteward((state) => state.resetPractice);
  const [asking, setAsking] = useState(false);
  useEffect(() => {
    void loadContacts();
  }, [loadContacts]);
  return (
    <Page title="About" lead="SCIM Steward finds out why provisioning into Palantir Foundry does not work, and walks you to the fix.">
      {info === undefined ? (
        <Loading what="Versions" lines={4} />
      ) : (
        <Panel
          title={`${info.name} ${info.version}`}
          aside={
            <CopyButton
              label="Copy versions"
              text={() =>
                [`${info.name} ${info.version} (${info.host})`, ...info.versions.map((entry) => `${entry.name} ${entry.version}`)].join('\n')
              }
            />
          }
        >
          <dl className={styles.grid}>
            {[...info.versions, { name: 'Runs on', version: versionNames[info.host] ?? info.host }].map((entry) => (
              <div key={entry.name}>
                <dt className={styles.term}>{versionNames[entry.name] ?? entry.name}</dt>
                <dd className={styles.value}>{entry.version}</dd>
              </div>
            ))}
            <div className={styles.whole}>
              <dt className={styles.term}>Data on this machine</dt>
              <dd className={styles.value}>{info.dataDir}</dd>
            </div>
          </dl>
          <div>
            <Button icon={<FolderOpenRegular />} onClick={() => void openLogFolder()}>
              Open log folder
            </Button>
          </div>
        </Panel>
      )}
      <Panel
        title="What leaves this machine"
        edges="flush"
        text="Every host SCIM Steward has contacted, until you delete all its data. There is no telemetry, no update check and no other traffic."
      >
        {contacts === undefined ? (
          <Loading what="The hosts" lines={3} />
        ) : contacts.length === 0 ? (
          <Empty
            icon={<GlobeRegular />}
            title="Nothing has left this machine"
            text="The practice tenant runs here. Hosts are listed once a connection of yours is tested."
          />
        ) : (
          <div className={styles.scroll}>
            <Table aria-label="Hosts contacted" className={styles.table}>
              <TableHeader>
                <TableRow>
                  <TableHeaderCell className={mergeClasses(styles.first, styles.host)}>
                    <span className={styles.head}>Host</span>
                  </TableHeaderCell>
                  <TableHeaderCell className={styles.head}>Connection</TableHeaderCell>
                  <TableHeaderCell className={mergeClasses(styles.head, styles.number)}>Requests</TableHeaderCell>
                  <TableHeaderCell className={styles.head}>Last</TableHeaderCell>
                </TableRow>
              </TableHeader>
              <TableBody>
                {contacts.map((contact) => (
                  <TableRow key={`${contact.host} ${contact.why}`}>
                    <TableCell className={styles.first}>
                      {contact.host}
                      {isThisMachine(contact.host) ? <Caption1 className={styles.stays}>Stays on this machine</Caption1> : null}
                    </TableCell>
                    <TableCell>{contact.why}</TableCell>
                    <TableCell>{contact.requests}</TableCell>
                    <TableCell>{dateTime(contact.lastAt)}</TableCell>
                  </TableRow>
                ))}
              </TableBody>
            </Table>
          </div>
        )}
      </Panel>
      <LimitsPanel />
      {practice?.running ? (
        <Panel
          title="Practice tenant"
          text="A stand-in for Foundry on this machine. It does not prove how Foundry behaves: where Palantir’s documentation says nothing, it guesses."
        >
          <Text>
            {count(practice.users, 'person', 'people')} and {count(practice.groups, 'group', 'groups')} in it now.
          </Text>
          <div>
            <Button icon={<ArrowClockwiseRegular />} onClick={() => setAsking(true)}>
              Reset to the first day
            </Button>
          </div>
          {asking ? (
            <ConfirmDialog
              title="Reset the practice tenant?"
              confirm="Reset it"
              onClose={() => setAsking(false)}
              onConfirm={() => {
                setAsking(false);
                void reset();
              }}
            >
              Its people and groups are again as on the first day: what was changed, added or removed in it since is gone. Runs in the history,
              snapshots and your own connections stay.
            </ConfirmDialog>
          ) : null}
        </Panel>
      ) : null}
    </Page>
  );
}
