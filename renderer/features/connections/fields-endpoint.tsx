// The four values: SCIM URL, token endpoint, client id, secret. The secret can be set here and never read.
import { Field, Input, MessageBar, MessageBarBody } from '@fluentui/react-components';
import type { SecretStatus } from '../../../contract/connections.ts';
import { Panel } from '../../components/panel.tsx';
import { sentence } from '../../words/format.ts';
import { AdviceLines } from './advice-line.tsx';
import type { FieldsProps } from './connection-form.tsx';
import type { SecretEntry } from './draft.ts';
import { useFormStyles } from './form-styles.ts';

interface FieldsEndpointProps extends FieldsProps {
  readonly secret: SecretEntry;
  readonly onSecret: (entry: SecretEntry) => void;
  readonly status: SecretStatus | undefined;
}

export function FieldsEndpoint({ draft, change, advice, secret, onSecret, status }: FieldsEndpointProps) {
  const styles = useFormStyles();
  const bearer = draft.credentialMode === 'bearer';
  const hint =
    secret.kind === 'pasted'
      ? 'Taken from the paste. It is kept when you save.'
      : status?.isSet
        ? 'One is kept. Leave this empty to keep it; what you type replaces it.'
        : 'It goes to the system keychain where there is one, and is never shown again.';
  return (
    <Panel title={draft.credentialMode === 'none' ? 'The endpoint' : 'The four values'}>
      <div className={styles.grid}>
        <div className={styles.whole}>
          <Field label="SCIM URL" hint="https://…/multipass/api/scim/<realm>/v2/. Any other SCIM 2.0 endpoint can be tested too.">
            <Input
              value={draft.scimUrl}
              input={{ className: styles.mono, spellCheck: false }}
              onChange={(_, data) => change({ scimUrl: data.value })}
            />
          </Field>
          <AdviceLines advice={advice} field="scimUrl" onTake={(scimUrl) => change({ scimUrl })} />
        </div>
        {draft.credentialMode === 'none' || bearer ? null : (
          <>
            <div className={styles.whole}>
              <Field label="Token endpoint" hint="https://…/multipass/api/oauth2/token, on the same host as the SCIM URL">
                <Input
                  value={draft.tokenUrl}
                  input={{ className: styles.mono, spellCheck: false }}
                  onChange={(_, data) => change({ tokenUrl: data.value })}
                />
              </Field>
              <AdviceLines advice={advice} field="tokenUrl" onTake={(tokenUrl) => change({ tokenUrl })} />
            </div>
            <div>
              <Field label="Client ID">
                <Input
                  value={draft.clientId}
                  input={{ className: styles.mono, spellCheck: false }}
                  onChange={(_, data) => change({ clientId: data.value })}
                />
              </Field>
              <AdviceLines advice={advice} field="clientId" onTake={(clientId) => change({ clientId })} />
            </div>
          </>
        )}
        {draft.credentialMode === 'none' ? null : (
          <div>
            <Field label={bearer ? 'Bearer token' : 'Client secret'} hint={hint}>
              <Input
                type="password"
                autoComplete="new-password"
                value={secret.kind === 'typed' ? secret.text : ''}
                placeholder={secret.kind === 'pasted' || status?.isSet ? '••••••••••••' : ''}
                onChange={(_, data) => onSecret(data.value === '' ? { kind: 'untouched' } : { kind: 'typed', text: data.value })}
              />
            </Field>
            <AdviceLines advice={advice} field="secret" onTake={() => undefined} />
          </div>
        )}
        {draft.credentialMode === 'none' || status === undefined || status.store === 'persistent' ? null : (
          <MessageBar intent="warning" layout="multiline" className={styles.whole}>
            <MessageBarBody>{sentence(status.place)} The secret is kept until SCIM Steward closes, and nowhere else.</MessageBarBody>
          </MessageBar>
        )}
      </div>
    </Panel>
  );
}
