// Works out which of Entra’s addresses Foundry's ingress rules do not admit, and writes the texts for those who can change that.
import { Button, Caption1, Field, makeStyles, Radio, RadioGroup, Text, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { IngressInput } from '../../../contract/connection-test.ts';
import { FolderOpenRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { IngressOutcome } from './ingress-outcome.tsx';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '16px 24px',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  row: { display: 'flex', gap: '12px', alignItems: 'center', flexWrap: 'wrap' },
  quiet: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  mono: { fontFamily: tokens.fontFamilyMonospace },
});

const choices: readonly IngressInput['domainChoice'][] = ['scim-subdomain', 'this-domain', 'unknown'];
const choiceWords = { 'scim-subdomain': 'Use a SCIM subdomain', 'this-domain': 'Use this domain', unknown: 'I do not know' };

export function IngressHelper({ connectionId }: { readonly connectionId: string }) {
  const styles = useStyles();
  const check = useSteward((state) => state.checkIngress);
  const choose = useSteward((state) => state.chooseServiceTags);
  const result = useSteward((state) => state.ingress[connectionId]);
  const [allowedRanges, setRanges] = useState('');
  const [allowedCountries, setCountries] = useState('');
  const [domainChoice, setChoice] = useState<IngressInput['domainChoice']>('unknown');
  const [file, setFile] = useState<{ readonly path: string | null; readonly text: string }>({ path: null, text: '' });
  return (
    <Panel
      title="Can Entra’s addresses get in?"
      text="The server answers this desk but not Entra, so the network in front of it is the first suspect. A Foundry information security officer finds these values in Foundry under Control Panel, Network ingress."
    >
      <div className={styles.grid}>
        <Field label="IPv4 ranges allowed there" hint="One a line, such as 20.20.32.0/19.">
          <Textarea
            value={allowedRanges}
            onChange={(_, data) => setRanges(data.value)}
            rows={5}
            resize="vertical"
            textarea={{ className: styles.mono, spellCheck: false }}
          />
        </Field>
        <Field label="Countries allowed there" hint="Names or codes, separated by commas.">
          <Textarea value={allowedCountries} onChange={(_, data) => setCountries(data.value)} rows={5} resize="vertical" />
        </Field>
        <Field label="SCIM domain chosen in Control Panel">
          <RadioGroup value={domainChoice} onChange={(_, data) => setChoice(choices.find((choice) => choice === data.value) ?? 'unknown')}>
            {choices.map((choice) => (
              <Radio key={choice} value={choice} label={choiceWords[choice]} />
            ))}
          </RadioGroup>
        </Field>
        <Field
          label="Microsoft’s service-tag file"
          hint="ServiceTags_Public_….json from Microsoft’s download centre. The tag AzureActiveDirectory is read from it."
        >
          <div className={styles.row}>
            <Button
              icon={<FolderOpenRegular />}
              onClick={() => {
                void choose().then((chosen) => {
                  if (chosen !== undefined && chosen.path !== null) setFile(chosen);
                });
              }}
            >
              Choose the file
            </Button>
            <Caption1 className={styles.quiet}>{file.path ?? 'None chosen: ranges cannot be compared, the texts can still be written.'}</Caption1>
          </div>
        </Field>
      </div>
      <div className={styles.row}>
        <Button
          appearance="primary"
          onClick={() => void check({ connectionId, allowedRanges, allowedCountries, domainChoice, serviceTagFile: file.text })}
        >
          Compare and write the texts
        </Button>
        <Text size={200} className={styles.quiet}>
          Nothing is sent: this is worked out on this machine.
        </Text>
      </div>
      {result === undefined ? null : <IngressOutcome result={result} />}
    </Panel>
  );
}
