// By which way somebody is in a group: names from the assigned group down to the one that holds the person. Names are isolated, so that
// none turns the order around; the order itself is said in words to screen readers.
import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import { chainSentence } from '../../words/nested.ts';

const useStyles = makeStyles({
  chain: { minWidth: 0 },
  cut: { display: 'block', overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  wrap: { overflowWrap: 'anywhere' },
  arrow: { color: tokens.colorNeutralForeground3, padding: '0 6px' },
  spoken: { position: 'absolute', width: '1px', height: '1px', overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' },
});

interface ChainProps {
  readonly chain: readonly { readonly id: string; readonly name: string }[];
  readonly fit: 'one line' | 'wrapped';
}

export function Chain({ chain, fit }: ChainProps) {
  const styles = useStyles();
  const sentence = chainSentence(chain);
  return (
    <span className={mergeClasses(styles.chain, fit === 'one line' ? styles.cut : styles.wrap)} title={sentence}>
      <span aria-hidden="true">
        {chain.map(({ id, name }, at) => (
          <Fragment key={id}>
            {at === 0 ? null : <span className={styles.arrow}>›</span>}
            <bdi>{name}</bdi>
          </Fragment>
        ))}
      </span>
      <span className={styles.spoken}>{sentence}</span>
    </span>
  );
}
