// Advice under the field it is about, while it is typed; a corrected value is one click away.
import { Button, Caption1, makeStyles } from '@fluentui/react-components';
import type { Advice } from '../../../contract/connections.ts';
import { SeverityIcon } from '../../components/status.tsx';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: '6px 0 0', padding: 0, display: 'flex', flexDirection: 'column', rowGap: '6px' },
  item: { display: 'grid', gridTemplateColumns: '16px minmax(0, 1fr)', columnGap: '8px', alignItems: 'start' },
  text: { overflowWrap: 'anywhere' },
  take: { display: 'block', marginTop: '4px', maxWidth: '100%', overflowWrap: 'anywhere' },
});

interface AdviceLinesProps {
  readonly advice: readonly Advice[];
  readonly field: Advice['field'];
  readonly onTake: (value: string) => void;
}

export function AdviceLines({ advice, field, onTake }: AdviceLinesProps) {
  const styles = useStyles();
  const mine = advice.filter((entry) => entry.field === field);
  if (mine.length === 0) return null;
  return (
    <ul className={styles.list} aria-live="polite">
      {mine.map((entry) => {
        const { suggestion } = entry;
        return (
          <li key={`${entry.id} ${entry.text}`} className={styles.item}>
            <SeverityIcon severity={entry.severity} size={16} />
            <Caption1 className={styles.text}>
              {entry.text}
              {suggestion === undefined ? null : (
                <Button size="small" className={styles.take} onClick={() => onTake(suggestion)}>
                  Use {suggestion === '' ? 'nothing' : suggestion}
                </Button>
              )}
            </Caption1>
          </li>
        );
      })}
    </ul>
  );
}
