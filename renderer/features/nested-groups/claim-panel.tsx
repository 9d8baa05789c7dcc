// What a login sends, as the administrator states it: four lines when it stands, a short form to change it. Says where each is found.
import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { GroupClaim } from '../../../contract/claims.ts';
import { EditRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { claimFilterWords, importWords, modeWords, protocolWords, sourceAttributeWords } from '../../words/nested.ts';
import { ClaimForm } from './claim-form.tsx';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  facts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '14px 24px',
    margin: 0,
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '10px' },
  },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  value: { margin: 0, overflowWrap: 'anywhere' },
  unknown: { color: tokens.colorNeutralForeground3 },
});

interface ClaimPanelProps {
  readonly claim: GroupClaim;
  /** True when it was kept. */
  readonly onKeep: (claim: GroupClaim) => Promise<boolean>;
}

export function ClaimPanel({ claim, onKeep }: ClaimPanelProps) {
  const styles = useStyles();
  const [editing, setEditing] = useState(false);
  const unknown = claim.mode === 'unknown';
  const facts = [
    ['Groups sent', modeWords[claim.mode]],
    ['Sent as', sourceAttributeWords[claim.sourceAttribute]],
    ['Filter', claimFilterWords(claim.filter)],
    ['Protocol', protocolWords[claim.protocol]],
    ['Foundry imports groups at login', importWords[claim.importUserGroups]],
  ] as const;
  return (
    <Panel
      title="What a login sends"
      {...(editing
        ? {}
        : {
            aside: (
              <Button icon={<EditRegular />} appearance={unknown ? 'primary' : 'secondary'} onClick={() => setEditing(true)}>
                {unknown ? 'State it' : 'Change'}
              </Button>
            ),
          })}
    >
      {editing ? (
        <ClaimForm
          claim={claim}
          onCancel={() => setEditing(false)}
          onKeep={async (next) => {
            if (await onKeep(next)) setEditing(false);
          }}
        />
      ) : (
        <>
          <dl className={styles.facts}>
            {facts.map(([term, value]) => (
              <div key={term}>
                <dt className={styles.term}>{term}</dt>
                <dd className={styles.value}>{value === 'Not known' ? <Text className={styles.unknown}>{value}</Text> : <bdi>{value}</bdi>}</dd>
              </div>
            ))}
          </dl>
          <Caption1 className={styles.unknown}>Kept with the connection on this machine. Nothing is sent.</Caption1>
        </>
      )}
    </Panel>
  );
}
