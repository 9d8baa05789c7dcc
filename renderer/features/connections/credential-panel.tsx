// The credential card: addresses, where the secret is kept, who owns it, when it expires, and how to rotate it.
import {
  Button,
  Caption1,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import type { Advice, CredentialCard } from '../../../contract/connections.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { EditRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { SeverityIcon } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { dateTime, sentence } from '../../words/format.ts';
import { authStyleWords, secretStoreWords } from '../../words/labels.ts';
import { rotationLines } from './rotation-list.tsx';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: '16px 24px', margin: 0 },
  whole: { gridColumnStart: 1, gridColumnEnd: -1 },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, lineHeight: tokens.lineHeightBase300 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  quiet: { color: tokens.colorNeutralForeground3 },
  advice: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '8px' },
  line: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '10px' },
  steps: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '6px' },
});

function Fact({ label, width = 'one', children }: { readonly label: string; readonly width?: 'one' | 'whole'; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={width === 'whole' ? styles.whole : undefined}>
      <dt className={styles.term}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}

/** Two fields can earn the same advice; here it is said once. */
function firstOfItsText(advice: Advice, index: number, all: readonly Advice[]): boolean {
  return all.findIndex((other) => other.text === advice.text) === index;
}

export function CredentialPanel({ card }: { readonly card: CredentialCard }) {
  const styles = useStyles();
  const navigate = useSteward((state) => state.navigate);
  const clearSecret = useSteward((state) => state.clearSecret);
  const [clearing, setClearing] = useState(false);
  const { connection, secret } = card;
  const edit = () => navigate({ screen: 'connections', id: connection.id, part: 'edit' });
  const withSecret = connection.credentialMode !== 'none';
  return (
    <Panel
      title={connection.name}
      aside={
        connection.practice ? undefined : (
          <Button size="small" icon={<EditRegular />} onClick={edit}>
            Edit
          </Button>
        )
      }
      text={
        connection.practice
          ? 'SCIM Steward makes this connection itself each time the practice tenant starts, so there is nothing to edit. Add a connection of your own to test a real server.'
          : undefined
      }
    >
      {withSecret && !secret.isSet ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>The secret is missing.</MessageBarTitle> Without it nothing can sign in. Imported and duplicated connections come without
            one.
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={edit}>Enter the secret</Button>
          </MessageBarActions>
        </MessageBar>
      ) : null}
      {withSecret && secret.isSet && secret.store !== 'persistent' && !connection.practice ? (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Enter the secret again after each start.</MessageBarTitle> {sentence(secret.place)}
          </MessageBarBody>
        </MessageBar>
      ) : null}
      <dl className={styles.grid}>
        <Fact label="SCIM URL" width="whole">
          <Text className={styles.mono}>{connection.scimUrl || 'Not entered'}</Text>
        </Fact>
        {withSecret ? (
          <>
            <Fact label="Token endpoint" width="whole">
              <Text className={styles.mono}>{connection.tokenUrl || 'Not entered'}</Text>
            </Fact>
            <Fact label="Client ID">
              <Text className={styles.mono}>{connection.clientId || 'Not entered'}</Text>
            </Fact>
            <Fact label="Secret">
              {secret.isSet ? (secret.store === 'persistent' ? secret.place : secretStoreWords[secret.store]) : 'Not set'}
              {secret.setAt === undefined ? null : <Caption1 className={styles.quiet}> since {dateTime(secret.setAt)}</Caption1>}
            </Fact>
            <Fact label="Where the secret goes">{authStyleWords[connection.authStyle].title}</Fact>
            <Fact label="Last sign-in">{card.lastTokenAt === undefined ? 'None yet' : dateTime(card.lastTokenAt)}</Fact>
            <Fact label="Owner organization">{connection.ownerOrganization || 'Not entered'}</Fact>
            <Fact label="Planned expiry">{connection.secretExpiresOn || 'Not entered'}</Fact>
          </>
        ) : (
          <Fact label="Credential">None: provisioning runs, and this connection leaves it alone.</Fact>
        )}
        {card.realm === undefined ? null : (
          <Fact label="Realm">
            <Text className={styles.mono}>{card.realm}</Text>
          </Fact>
        )}
      </dl>
      {card.advice.length === 0 || connection.practice ? null : (
        <ul className={styles.advice}>
          {card.advice.filter(firstOfItsText).map((advice) => (
            <li key={advice.text} className={styles.line}>
              <SeverityIcon severity={advice.severity} />
              <Text>{advice.text}</Text>
            </li>
          ))}
        </ul>
      )}
      {withSecret && !connection.practice ? (
        <Disclosure title="How to rotate the secret" summary="Without cutting off your identity provider">
          <ol className={styles.steps}>
            {rotationLines.map((line) => (
              <li key={line}>{line}</li>
            ))}
            <li>Enter the new secret here under Edit.</li>
          </ol>
          {secret.isSet ? (
            <div>
              <Button onClick={() => setClearing(true)}>Remove the secret from this machine</Button>
            </div>
          ) : null}
        </Disclosure>
      ) : null}
      {clearing ? (
        <ConfirmDialog
          title="Remove the secret from this machine?"
          confirm="Remove the secret"
          onClose={() => setClearing(false)}
          onConfirm={() => void clearSecret(connection.id).then(() => setClearing(false))}
        >
          SCIM Steward can no longer sign in with this connection until a secret is entered again. The identity provider is not touched.
        </ConfirmDialog>
      ) : null}
    </Panel>
  );
}
