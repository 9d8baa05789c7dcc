// The check-list of a rotation: in this order the identity provider is never left with a dead secret.
import { Button, Checkbox, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { Panel } from '../../components/panel.tsx';

const useStyles = makeStyles({ list: { display: 'flex', flexDirection: 'column' } });

/** In this order the identity provider is never left with a dead secret. */
export const rotationLines = [
  'Ask someone who may edit the SCIM client: its organization, chosen when the credentials were generated, decides who that is.',
  'Pause the provisioning job in the identity provider.',
  'Make a new secret for the same client. Do not generate new SCIM credentials: that makes another client.',
  'Enter the new secret in the identity provider, save, and press “Test connection” there until it passes.',
  'Start the provisioning job again.',
  'Put the new secret into your vault.',
];

export function RotationList({ onDone }: { readonly onDone: () => void }) {
  const styles = useStyles();
  const [done, setDone] = useState<readonly string[]>([]);
  return (
    <Panel title="Rotation check-list" text="Tick off each line; then enter the new secret in SCIM Steward.">
      <div className={styles.list}>
        {rotationLines.map((line, index) => (
          <Checkbox
            key={line}
            label={`${index + 1}. ${line}`}
            checked={done.includes(line)}
            onChange={(_, data) => setDone(data.checked === true ? [...done, line] : done.filter((other) => other !== line))}
          />
        ))}
      </div>
      <div>
        <Button appearance="primary" disabled={done.length < rotationLines.length} onClick={onDone}>
          Enter the new secret
        </Button>
      </div>
    </Panel>
  );
}
