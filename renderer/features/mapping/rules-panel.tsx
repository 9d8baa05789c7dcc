// What the rules say of the mapping: each with its answer and why, broken and open ones first, kept ones folded; the findings below.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { MappingCheck, RuleResult } from '../../../contract/mapping.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { count } from '../../words/format.ts';
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

function RuleList({ rules, label }: { readonly rules: readonly RuleResult[]; readonly label: string }) {
  const styles = useStyles();
  return (
    <ul className={styles.list} aria-label={label}>
      {rules.map((rule) => (
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
  );
}

export function RulesPanel({ check }: { readonly check: MappingCheck }) {
  const styles = useStyles();
  const { open, settled } = rulesByUrgency(check.rules);
  return (
    <>
      <Panel title="The rules" text={`${ruleCounts(check.rules)}.`}>
        {open.length === 0 ? null : <RuleList rules={open} label="Rules" />}
        {settled.length === 0 ? null : (
          <Disclosure
            title={count(settled.length, 'rule that asks for nothing', 'rules that ask for nothing')}
            start={open.length === 0 ? 'open' : 'closed'}
          >
            <RuleList rules={settled} label="Rules that ask for nothing" />
          </Disclosure>
        )}
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
