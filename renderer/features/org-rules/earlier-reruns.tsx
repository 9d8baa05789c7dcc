// Reruns of this connection that are kept, newest first, each to be opened again.
import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { count, dateTime } from '../../words/format.ts';
import { rerunLooks, rerunStateWords } from '../../words/org-rules.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 16px',
    padding: '12px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    '@media (max-width: 760px)': { padding: '12px 16px' },
  },
  words: { flexGrow: 1, flexBasis: '240px', display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const shown = 10;

export function EarlierReruns() {
  const styles = useStyles();
  const reruns = useSteward((state) => state.reruns);
  const show = useSteward((state) => state.showRerun);
  if (reruns.length === 0) return null;
  return (
    <Panel title="Earlier reruns" edges="flush">
      <ul className={styles.list}>
        {reruns.slice(0, shown).map(({ id, picked, people, createdAt, state }) => (
          <li key={id} className={styles.row}>
            <span className={styles.words}>
              <Text>
                <bdi>{`${count(people, 'person', 'people')}: ${picked}`}</bdi>
              </Text>
              <Caption1 className={styles.quiet}>{dateTime(createdAt)}</Caption1>
            </span>
            <Tag look={rerunLooks[state]}>{rerunStateWords[state]}</Tag>
            <Button size="small" aria-label={`Open the rerun of ${dateTime(createdAt)}: ${picked}`} onClick={() => void show({ kind: 'rerun', id })}>
              Open
            </Button>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
