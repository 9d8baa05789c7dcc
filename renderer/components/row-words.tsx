// Two lines of a row in a long table, and small states in it. Names come from outside: isolated, cut with an ellipsis, in full as a tooltip.
import { Caption1, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  two: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  cut: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface TwoLinesProps {
  readonly first: string;
  readonly second?: string | null;
}

export function TwoLines({ first, second }: TwoLinesProps) {
  const styles = useStyles();
  return (
    <div className={styles.two}>
      <span className={styles.cut} title={first}>
        <bdi>{first}</bdi>
      </span>
      {second === undefined || second === null || second === '' ? null : (
        <Caption1 className={mergeClasses(styles.cut, styles.quiet)} title={second}>
          <bdi>{second}</bdi>
        </Caption1>
      )}
    </div>
  );
}

/** A value from outside in one line; a dash when the source did not say. */
export function Plain({ value }: { readonly value: string | null }) {
  const styles = useStyles();
  return value === null || value === '' ? <span className={styles.quiet}>–</span> : <bdi title={value}>{value}</bdi>;
}

export function Quiet({ children }: { readonly children: ReactNode }) {
  const styles = useStyles();
  return <span className={styles.quiet}>{children}</span>;
}

/** To which app a row is assigned: what is not so stays in the background. */
export function Apps({ words }: { readonly words: string }) {
  return words === 'Neither' || words === 'Not known' ? <Quiet>{words}</Quiet> : words;
}
