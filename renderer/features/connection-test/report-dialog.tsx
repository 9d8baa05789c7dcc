// What the IdP said when it tested the connection itself: picked from Entra's known outcomes, or pasted.
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  makeStyles,
  Radio,
  RadioGroup,
  Text,
  Textarea,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { IdpOutcome, IdpReport } from '../../../contract/connection-test.ts';
import type { Connection } from '../../../contract/connections.ts';
import { useSteward } from '../../state/context.ts';
import { outcomeWords } from '../../words/labels.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '640px' },
  content: { display: 'flex', flexDirection: 'column', rowGap: '16px', paddingBottom: '8px' },
  label: { display: 'flex', flexDirection: 'column' },
});

const outcomes: readonly IdpOutcome[] = [
  'success',
  'credential-validation-unavailable',
  'credential-validation-failure',
  'service-incompatible',
  'invalid-credentials',
  'other-error',
  'not-tried',
];

const where = {
  entra: 'In the Entra admin center: Enterprise applications, your app, Provisioning, Admin Credentials, Test Connection. Copy what it says.',
  okta: 'In the Okta admin console: Applications, your app, Provisioning, Integration, Test API Credentials. Copy what it says.',
  other: 'Run the connection test of your identity provider and copy what it says.',
};

interface ReportDialogProps {
  readonly connection: Connection;
  readonly report: IdpReport | null;
  readonly onClose: () => void;
}

export function ReportDialog({ connection, report, onClose }: ReportDialogProps) {
  const styles = useStyles();
  const reportIdp = useSteward((state) => state.reportIdp);
  const [outcome, setOutcome] = useState<IdpOutcome>(report?.outcome ?? 'not-tried');
  const [pasted, setPasted] = useState(report?.pasted ?? '');
  return (
    <Dialog
      open
      onOpenChange={(_, data) => {
        if (!data.open) onClose();
      }}
    >
      <DialogSurface className={styles.surface}>
        <DialogBody>
          <DialogTitle>What did your identity provider say?</DialogTitle>
          <DialogContent className={styles.content}>
            <Text>{where[connection.idp]}</Text>
            <Field label="Outcome">
              <RadioGroup value={outcome} onChange={(_, data) => setOutcome(outcomes.find((known) => known === data.value) ?? 'other-error')}>
                {outcomes.map((name) => (
                  <Radio
                    key={name}
                    value={name}
                    label={
                      <span className={styles.label}>
                        <Text>{outcomeWords[name].title}</Text>
                        {outcomeWords[name].text === '' ? null : <Text size={200}>{outcomeWords[name].text}</Text>}
                      </span>
                    }
                  />
                ))}
              </RadioGroup>
            </Field>
            <Field label="The whole message, if you have it" hint="Paste everything, request ids too. It stays on this machine.">
              <Textarea value={pasted} onChange={(_, data) => setPasted(data.value)} rows={4} maxLength={20_000} resize="vertical" />
            </Field>
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>Cancel</Button>
            <Button
              appearance="primary"
              onClick={() => {
                void reportIdp(connection.id, outcome, pasted).then(onClose);
              }}
            >
              Keep this outcome
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}
