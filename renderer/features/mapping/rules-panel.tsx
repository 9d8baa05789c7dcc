// What the rules say of the mapping: each with its answer and why, broken ones first; the findings below.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { MappingCheck } from '../../../contract/mapping.ts';
import { FindingCard } from '../../components/finding-card.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { ruleCounts, rulesByUrgency, ruleWords } from '../../words/mapping.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column' },
  rule: {
    display: 'grid',
    gridTemplateColumns: '130px minmax(0, 1fr)',
    columnGap: '16px',
    padding: '10px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTop: 'none' },
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)', rowGap: '6px' },
  },
  words: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0, overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
  notes: { margin: 0, paddingLeft: '18px', color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

export function RulesPanel({ check }: { readonly check: MappingCheck }) {
  const styles = useStyles();
  return (
    <>
      <Panel title="The rules" text={`${ruleCounts(check.rules)}.`}>
        <ul className={styles.list} aria-label="Rules">
          {rulesByUrgency(check.rules).map((rule) => (
            <li key={rule.id} className={styles.rule}>
              <span>
                <Tag look={ruleWords[rule.state].look}>{ruleWords[rule.state].word}</Tag>
              </span>
              <span className={styles.words}>
                <Text weight="semibold">{rule.title}</Text>
                <Text className={styles.quiet}>{rule.reason}</Text>
              </span>
            </li>
          ))}
        </ul>
        {check.notes.length === 0 ? null : (
          <ul className={styles.notes} aria-label="Notes">
            {check.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </Panel>
      {check.findings.map((finding) => (
        <FindingCard key={`${finding.id} ${finding.cause}`} finding={finding} />
      ))}
    </>
  );
}
