// Something that is not always needed: a line that says what is inside, and opens.
import { makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import { ChevronRightRegular } from './icons.ts';
import { rawButton } from './raw-button.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  line: {
    ...rawButton,
    display: 'flex',
    alignItems: 'center',
    columnGap: '10px',
    width: '100%',
    padding: '4px 0',
    borderRadius: tokens.borderRadiusSmall,
    [narrow]: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '6px' },
  },
  chevron: {
    display: 'inline-flex',
    color: tokens.colorNeutralForeground3,
    transitionProperty: 'transform',
    transitionDuration: tokens.durationFaster,
  },
  open: { transform: 'rotate(90deg)' },
  summary: {
    color: tokens.colorNeutralForeground3,
    flexGrow: 1,
    minWidth: 0,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    [narrow]: { gridColumnStart: 2, whiteSpace: 'normal' },
  },
  body: { display: 'flex', flexDirection: 'column', rowGap: '16px', paddingTop: '12px' },
});

interface DisclosureProps {
  readonly title: string;
  readonly summary?: string;
  readonly start?: 'open' | 'closed';
  readonly children: ReactNode;
}

export function Disclosure({ title, summary, start = 'closed', children }: DisclosureProps) {
  const styles = useStyles();
  const [open, setOpen] = useState(start === 'open');
  const id = useId();
  return (
    <div>
      <button type="button" className={styles.line} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className={mergeClasses(styles.chevron, open && styles.open)} aria-hidden="true">
          <ChevronRightRegular />
        </span>
        <Text weight="semibold">{title}</Text>
        {summary === undefined || open ? null : <Text className={styles.summary}>{summary}</Text>}
      </button>
      <div id={id} hidden={!open} className={open ? styles.body : undefined}>
        {open ? children : null}
      </div>
    </div>
  );
}
