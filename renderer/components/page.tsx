// The frame of one screen: one h1 that takes the focus when the screen opens, a line under it, actions beside it.
import { makeStyles, Text, Title2, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';

const useStyles = makeStyles({
  page: {
    boxSizing: 'border-box',
    width: '100%',
    maxWidth: '1080px',
    marginLeft: 'auto',
    marginRight: 'auto',
    padding: '32px 40px 64px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '20px',
    '@media (max-width: 760px)': { padding: '20px 16px 48px' },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'flex-start', columnGap: '24px', rowGap: '12px', marginBottom: '4px' },
  words: { flexGrow: 1, flexBasis: '320px', display: 'flex', flexDirection: 'column', rowGap: '6px', minWidth: 0 },
  heading: { margin: 0, outlineStyle: 'none', overflowWrap: 'anywhere', letterSpacing: '-0.01em' },
  lead: { color: tokens.colorNeutralForeground3, maxWidth: '68ch' },
  actions: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center', paddingTop: '2px' },
});

interface PageProps {
  readonly title: string;
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

export function Page({ title, lead, actions, above, children }: PageProps) {
  const styles = useStyles();
  // What had the focus is gone when one page takes the place of another: the new heading gets it, not nobody.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new title is the event
  useEffect(() => {
    if (document.activeElement === document.body) document.getElementById('page-heading')?.focus({ preventScroll: true });
  }, [title]);
  return (
    <div className={styles.page}>
      {above}
      <header className={styles.head}>
        <div className={styles.words}>
          <Title2 as="h1" id="page-heading" tabIndex={-1} className={styles.heading}>
            <bdi>{title}</bdi>
          </Title2>
          {lead === undefined ? null : (
            <Text as="p" block className={styles.lead} style={{ margin: 0 }}>
              {lead}
            </Text>
          )}
        </div>
        {actions === undefined ? null : <div className={styles.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}
