// The short form for what a login sends, opened from the line that shows it: kept as a whole, or left as it was.
import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { GroupClaim } from '../../../contract/claims.ts';
import { GroupClaimFields } from '../../components/group-claim-fields.tsx';
import { isWhole } from '../../words/nested.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px 24px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

interface ClaimFormProps {
  readonly claim: GroupClaim;
  readonly onCancel: () => void;
  readonly onKeep: (claim: GroupClaim) => Promise<void>;
}

export function ClaimForm({ claim, onCancel, onKeep }: ClaimFormProps) {
  const styles = useStyles();
  const [draft, setDraft] = useState(claim);
  const [keeping, setKeeping] = useState(false);
  return (
    <>
      <div className={styles.grid}>
        <GroupClaimFields claim={draft} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
      </div>
      <div className={styles.bar}>
        <Button
          appearance="primary"
          disabledFocusable={keeping || !isWhole(draft)}
          onClick={() => {
            setKeeping(true);
            void onKeep(draft).finally(() => setKeeping(false));
          }}
        >
          Keep and count again
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
}
