// A finding as one line that opens to the whole card: for lists where the titles matter first.
import { Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useId, useState } from 'react';
import type { Finding } from '../../contract/common.ts';
import { actorWords } from '../words/labels.ts';
import { FindingCard } from './finding-card.tsx';
import { ChevronRightRegular } from './icons.ts';
import { rawButton } from './raw-button.ts';
import { SeverityIcon } from './status.tsx';

const useStyles = makeStyles({
  item: { borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  line: {
    ...rawButton,
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) 16px',
    columnGap: '14px',
    alignItems: 'start',
    width: '100%',
    padding: '12px 24px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '@media (max-width: 760px)': { padding: '12px 16px' },
  },
  words: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  chevron: { display: 'inline-flex', paddingTop: '2px', transitionProperty: 'transform', transitionDuration: tokens.durationFaster },
  open: { transform: 'rotate(90deg)' },
  body: { padding: '4px 24px 20px', '@media (max-width: 760px)': { padding: '4px 16px 16px' } },
});

export function FindingLine({ finding }: { readonly finding: Finding }) {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <li className={styles.item}>
      <button type="button" className={styles.line} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <SeverityIcon severity={finding.severity} />
        <span className={styles.words}>
          <Text weight="semibold">{finding.title}</Text>
          {open ? null : <Text className={styles.quiet}>{finding.consequence ?? finding.cause}</Text>}
          {open ? null : <Caption1 className={styles.quiet}>Who must act: {actorWords(finding.actor)}</Caption1>}
        </span>
        <span className={mergeClasses(styles.chevron, open && styles.open)} aria-hidden="true">
          <ChevronRightRegular />
        </span>
      </button>
      <div id={id} hidden={!open} className={open ? styles.body : undefined}>
        {open ? <FindingCard finding={finding} /> : null}
      </div>
    </li>
  );
}
