// The check-list of a rotation: in this order the identity provider is never left with a dead secret.
import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { Panel } from '../../components/panel.tsx';

const useStyles = makeStyles({ list: { display: 'flex', flexDirection: 'column' } });

const lines = [
  'Ask someone who may edit the SCIM client: its organization, chosen when the credentials were generated, decides who that is.',
  'Pause the provisioning job in the identity provider.',
  'Make a new secret for the same client. Do not generate new SCIM credentials: that makes another client.',
  'Enter the new secret in the identity provider, save, and press Test Connection there until it passes.',
  'Start the provisioning job again.',
  'Put the new secret into your vault.',
];

export function RotationList({ onDone }: { readonly onDone: () => void }) {
  const styles = useStyles();
  const [done, setDone] = useState<readonly string[]>([]);
  return (
    <Panel title="Rotation check-list" text="Tick each line off; then enter the new secret here.">
      <div className={styles.list}>
        {lines.map((line, index) => (
          <Checkbox
            key={line}
            label={`${index + 1}. ${line}`}
            checked={done.includes(line)}
            onChange={(_, data) => setDone(data.checked === true ? [...done, line] : done.filter((other) => other !== line))}
          />
        ))}
      </div>
      <div>
        <Button appearance="primary" disabled={done.length < lines.length} onClick={onDone}>
          Enter it here
        </Button>
      </div>
    </Panel>
  );
}
