// What the server was seen to do where Foundry's documentation is silent: the question, the answer, when and by which run. Read only.
import { Caption1, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Observation } from '../../../contract/connections.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Panel } from '../../components/panel.tsx';
import { toHash } from '../../state/routes.ts';
import { count, dateTime } from '../../words/format.ts';

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
  open: { padding: '8px 24px', borderTop: `1px solid ${tokens.colorNeutralStroke3}`, '@media (max-width: 760px)': { padding: '8px 16px' } },
  questions: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', rowGap: '4px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function ObservationsPanel({ observations }: { readonly observations: readonly Observation[] }) {
  const styles = useStyles();
  const answered = observations.flatMap(({ seen, ...question }) => (seen === null ? [] : [{ ...question, seen }]));
  const open = observations.filter(({ seen }) => seen === null);
  return (
    <Panel
      title="What this server was seen to do"
      edges="flush"
      text="Foundry’s documentation leaves these questions open. The newest run that could see it gives the answer."
    >
      {answered.length === 0 ? null : (
        <dl className={styles.list}>
          {answered.map(({ id, question, seen }) => (
            <div key={id} className={styles.item}>
              <dt>{question}</dt>
              <dd className={styles.answer}>
                <Text className={styles.first}>{seen.answer}</Text>
                <Caption1 className={styles.quiet}>
                  {dateTime(seen.at)} ·{' '}
                  <Link inline href={toHash({ screen: 'runs', id: seen.runId })}>
                    Open the run
                  </Link>
                </Caption1>
              </dd>
            </div>
          ))}
        </dl>
      )}
      {open.length === 0 ? null : (
        <div className={styles.open}>
          <Disclosure title={answered.length === 0 ? 'Nothing was seen yet' : 'Not seen yet'} summary={count(open.length, 'question', 'questions')}>
            <ul className={styles.questions}>
              {open.map(({ id, question, seenBy }) => (
                <li key={id}>
                  {question} <span className={styles.quiet}>Shown by {seenBy}.</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        </div>
      )}
    </Panel>
  );
}
