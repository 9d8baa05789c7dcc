// A quiet card with an optional heading. The only box of the window, so that all screens share one rhythm.
import { makeStyles, mergeClasses, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  panel: {
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    padding: '20px 24px',
    display: 'flex',
    flexDirection: 'column',
    rowGap: '16px',
    minWidth: 0,
    '@media (max-width: 760px)': { padding: '16px' },
  },
  flush: { padding: 0, rowGap: 0, overflow: 'hidden', '@media (max-width: 760px)': { padding: 0 } },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '4px 16px' },
  headFlush: { padding: '16px 24px 12px', '@media (max-width: 760px)': { padding: '14px 16px 10px' } },
  title: { margin: 0, flexGrow: 1 },
  text: { flexBasis: '100%', margin: 0, color: tokens.colorNeutralForeground3 },
});

interface PanelProps {
  readonly title?: string;
  readonly text?: ReactNode;
  readonly aside?: ReactNode;
  /** `flush`: what is inside goes to the edges (tables, lists). */
  readonly edges?: 'padded' | 'flush';
  readonly className?: string;
  readonly children?: ReactNode;
}

export function Panel({ title, text, aside, edges = 'padded', className, children }: PanelProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section
      className={mergeClasses(styles.panel, edges === 'flush' && styles.flush, className)}
      {...(title === undefined ? {} : { 'aria-labelledby': id })}
    >
      {title === undefined ? null : (
        <div className={mergeClasses(styles.head, edges === 'flush' && styles.headFlush)}>
          <Subtitle2 as="h2" id={id} className={styles.title}>
            {title}
          </Subtitle2>
          {aside}
          {text === undefined ? null : (
            <Text as="p" className={styles.text}>
              {text}
            </Text>
          )}
        </div>
      )}
      {children}
    </section>
  );
}
