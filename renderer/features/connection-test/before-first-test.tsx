// What the test will look at, before it ran for the first time.
import { MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Connection } from '../../../contract/connections.ts';
import { Panel } from '../../components/panel.tsx';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(190px, 1fr))', gap: '20px' },
  cell: { display: 'flex', flexDirection: 'column', rowGap: '4px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const parts = [
  { title: 'Reaching the server', text: 'Name, connection, TLS version, certificate and chain, as Entra demands them.' },
  { title: 'Signing in', text: 'A token with your credentials; an altered token must be refused.' },
  { title: 'What the server says', text: 'Its configuration, resource types and schemas.' },
  { title: 'What your IdP asks', text: 'The very probes of Entra and Okta: filters, groups, paging.' },
];

export function BeforeFirstTest({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  return (
    <>
      {connection.credentialMode === 'none' ? (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>This connection has no SCIM credential</MessageBarTitle> The test reaches the server and stops at signing in. What your
            IdP sees can still be recorded below.
          </MessageBarBody>
        </MessageBar>
      ) : null}
      <Panel title="What will be looked at" text="It takes a few seconds. Each step says what it saw, and where something fails, what to do.">
        <div className={styles.grid}>
          {parts.map((part) => (
            <div key={part.title} className={styles.cell}>
              <Text weight="semibold">{part.title}</Text>
              <Text className={styles.quiet}>{part.text}</Text>
            </div>
          ))}
        </div>
      </Panel>
    </>
  );
}
