// What the server was seen to do where Foundry's documentation is silent: the question, the answer, when and by which run. Read only.
import { Caption1, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Observation } from '../../../contract/connections.ts';
import { Panel } from '../../components/panel.tsx';
import { toHash } from '../../state/routes.ts';
import { dateTime } from '../../words/format.ts';

const useStyles = makeStyles({
  list: { margin: 0 },
  item: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
    gap: '2px 24px',
    padding: '10px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', padding: '10px 16px' },
  },
  answer: { margin: 0, display: 'flex', flexDirection: 'column' },
  first: { display: 'inline-block', '::first-letter': { textTransform: 'uppercase' } },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function ObservationsPanel({ observations }: { readonly observations: readonly Observation[] }) {
  const styles = useStyles();
  return (
    <Panel
      title="What this server was seen to do"
      edges="flush"
      text="Foundry’s documentation leaves these open. They are answered by what your runs saw, and by the newest that could see it."
    >
      <dl className={styles.list}>
        {observations.map(({ id, question, seenBy, seen }) => (
          <div key={id} className={styles.item}>
            <dt>{question}</dt>
            <dd className={styles.answer}>
              {seen === null ? (
                <Text className={styles.quiet}>Not seen yet: {seenBy} can show it.</Text>
              ) : (
                <>
                  <Text className={styles.first}>{seen.answer}</Text>
                  <Caption1 className={styles.quiet}>
                    {dateTime(seen.at)} ·{' '}
                    <Link inline href={toHash({ screen: 'runs', id: seen.runId })}>
                      Open the run
                    </Link>
                  </Caption1>
                </>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  );
}
