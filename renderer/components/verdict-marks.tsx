// The three judgements of a step, shown where those that were given differ: a server can be wrong by the RFC and Entra not care, and the reverse.
import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { Verdicts } from '../../contract/common.ts';
import { statusWords } from '../words/labels.ts';
import { StatusIcon } from './status.tsx';

const useStyles = makeStyles({
  marks: { display: 'inline-flex', columnGap: '10px' },
  mark: { display: 'inline-flex', alignItems: 'center', columnGap: '4px', color: tokens.colorNeutralForeground3, lineHeight: '20px' },
});

const judges = [
  ['rfc', 'RFC'],
  ['entra', 'Entra'],
  ['okta', 'Okta'],
] as const;

export function VerdictMarks({ verdicts }: { readonly verdicts: Verdicts }) {
  const styles = useStyles();
  const judged = new Set(judges.map(([key]) => verdicts[key]).filter((verdict) => verdict !== 'skipped'));
  if (judged.size < 2) return null;
  return (
    <span className={styles.marks}>
      {judges.map(([key, name]) => (
        <Caption1 key={key} className={styles.mark} title={`${name}: ${statusWords[verdicts[key]]}`}>
          {name}
          <StatusIcon status={verdicts[key]} size={14} />
        </Caption1>
      ))}
    </span>
  );
}
