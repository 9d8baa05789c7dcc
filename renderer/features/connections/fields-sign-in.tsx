// How the client proves itself. A static bearer token stands behind a switch that says why client credentials are safer.
import { Field, Input, MessageBar, MessageBarBody, Radio, RadioGroup, Switch, Text } from '@fluentui/react-components';
import type { AuthStyle } from '../../../contract/connections.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Panel } from '../../components/panel.tsx';
import { authStyleWords } from '../../words/labels.ts';
import { AdviceLines } from './advice-line.tsx';
import type { FieldsProps } from './connection-form.tsx';
import { useFormStyles } from './form-styles.ts';

const styles4: readonly AuthStyle[] = ['body', 'basic', 'basic-raw'];

export function FieldsSignIn({ draft, change, advice }: FieldsProps) {
  const styles = useFormStyles();
  const bearer = draft.credentialMode === 'bearer';
  return (
    <Panel title="Signing in">
      {bearer ? null : (
        <div className={styles.grid}>
          <div>
            <Field label="Where the secret goes">
              <RadioGroup
                className={styles.flush}
                value={draft.authStyle}
                onChange={(_, data) => change({ authStyle: styles4.find((style) => style === data.value) ?? 'body' })}
              >
                {styles4.map((style) => (
                  <Radio
                    key={style}
                    value={style}
                    label={
                      <span className={styles.label}>
                        {authStyleWords[style].title}
                        <Text size={200} className={styles.quiet}>
                          {authStyleWords[style].text}
                        </Text>
                      </span>
                    }
                  />
                ))}
              </RadioGroup>
            </Field>
            <AdviceLines advice={advice} field="authStyle" onTake={() => change({ authStyle: 'body' })} />
          </div>
          <div>
            <Field label="Scope" hint="Leave empty unless Palantir named one.">
              <Input value={draft.scope} onChange={(_, data) => change({ scope: data.value })} />
            </Field>
            <AdviceLines advice={advice} field="scope" onTake={(scope) => change({ scope })} />
          </div>
        </div>
      )}
      <Disclosure
        title="Static bearer token"
        summary={bearer ? 'In use, by exception' : 'Only by exception agreed with Palantir Support'}
        start={bearer ? 'open' : 'closed'}
      >
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            Client credentials are safer: their tokens die within the hour and are made new. A static token works for whoever holds it until someone
            revokes it. Foundry accepts one only by an exception agreed with Palantir Support.
          </MessageBarBody>
        </MessageBar>
        <Switch
          className={styles.flush}
          label="An exception was agreed with Palantir Support"
          checked={bearer}
          onChange={(_, data) =>
            change(
              data.checked
                ? { credentialMode: 'bearer', authStyle: 'bearer' }
                : { credentialMode: 'client-credentials', authStyle: 'body', bearerException: '' },
            )
          }
        />
        {bearer ? (
          <div>
            <Field label="Reference of the exception" required hint="Ticket number or note; it is kept with the connection.">
              <Input value={draft.bearerException} maxLength={500} onChange={(_, data) => change({ bearerException: data.value })} />
            </Field>
            <AdviceLines advice={advice} field="bearerException" onTake={(bearerException) => change({ bearerException })} />
          </div>
        ) : null}
      </Disclosure>
    </Panel>
  );
}
