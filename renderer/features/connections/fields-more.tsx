// What is needed now and then: matching, test domain, own CA file, and the notes of the credential card.
import { Button, Caption1, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { Disclosure } from '../../components/disclosure.tsx';
import { FolderOpenRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { AdviceLines } from './advice-line.tsx';
import type { FieldsProps } from './connection-form.tsx';
import { useFormStyles } from './form-styles.ts';

export function FieldsMore({ draft, change, advice }: FieldsProps) {
  const styles = useFormStyles();
  const chooseCaFile = useSteward((state) => state.chooseCaFile);
  return (
    <Panel>
      <Disclosure title="More" summary="Matching, test domain, own certificates, planned expiry">
        <div className={styles.grid}>
          <Field label="Matching attribute" hint="What your IdP asks for first to find a person. Foundry wants externalId.">
            <RadioGroup
              className={styles.flush}
              layout="horizontal"
              value={draft.matchingAttribute}
              onChange={(_, data) => change({ matchingAttribute: data.value === 'userName' ? 'userName' : 'externalId' })}
            >
              <Radio value="externalId" label="externalId" />
              <Radio value="userName" label="userName" />
            </RadioGroup>
          </Field>
          <div>
            <Field label="Test domain" hint="Test people get a userName that ends with it. It must be one that the realm admits.">
              <Input value={draft.testDomain} placeholder="contoso.com" onChange={(_, data) => change({ testDomain: data.value })} />
            </Field>
            <AdviceLines advice={advice} field="testDomain" onTake={(testDomain) => change({ testDomain })} />
          </div>
          <div className={styles.whole}>
            <Field
              label="Your own root certificates (PEM file)"
              hint="Added to those of the system, for networks that inspect TLS. Checking certificates cannot be switched off."
            >
              <div className={styles.row}>
                <Button
                  icon={<FolderOpenRegular />}
                  onClick={() => {
                    void chooseCaFile().then((path) => {
                      if (path !== null) change({ caFile: path });
                    });
                  }}
                >
                  Choose a file
                </Button>
                <Caption1 className={styles.quiet}>{draft.caFile === '' ? 'None' : draft.caFile}</Caption1>
                {draft.caFile === '' ? null : (
                  <Button appearance="subtle" onClick={() => change({ caFile: '' })}>
                    Remove
                  </Button>
                )}
              </div>
            </Field>
            <AdviceLines advice={advice} field="caFile" onTake={(caFile) => change({ caFile })} />
          </div>
          <Field label="Owner organization" hint="Chosen when the credentials were generated: it decides who may rotate the secret.">
            <Input value={draft.ownerOrganization} onChange={(_, data) => change({ ownerOrganization: data.value })} />
          </Field>
          <Field label="Secret planned to expire on">
            <Input type="date" value={draft.secretExpiresOn} onChange={(_, data) => change({ secretExpiresOn: data.value })} />
          </Field>
        </div>
      </Disclosure>
    </Panel>
  );
}
