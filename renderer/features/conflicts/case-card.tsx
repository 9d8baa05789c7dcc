// One conflict: how far it has come, its cause with what to do, the evidence side by side, what else it could be, and the steps.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ConflictCase } from '../../../contract/conflicts.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { confidenceWords, stateLooks, stateWords } from '../../words/conflicts.ts';
import { CaseSteps } from './case-steps.tsx';
import { EvidenceTable } from './evidence-table.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '8px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function CaseCard({ one }: { readonly one: ConflictCase }) {
  const styles = useStyles();
  const times = one.occurrences > 1 ? ` Stands ${one.occurrences} times in the text.` : '';
  return (
    <Panel title={one.username} aside={<Tag look={stateLooks[one.state]}>{stateWords[one.state]}</Tag>} text={`${one.stateNote}${times}`}>
      <EvidenceTable rows={one.evidence} label={`Evidence for ${one.username}`} />
      <FindingCard finding={{ ...one.finding, evidence: [] }} />
      {one.alternatives.length === 0 ? null : (
        <Disclosure title={`What else it could be (${one.alternatives.length})`}>
          <ul className={styles.list}>
            {one.alternatives.map((other) => (
              <li key={other.id}>
                <Text block>
                  {confidenceWords[other.confidence]}: {other.text}
                </Text>
                {other.settle === '' ? null : (
                  <Text block className={styles.quiet}>
                    To settle it: {other.settle}
                  </Text>
                )}
              </li>
            ))}
          </ul>
        </Disclosure>
      )}
      <CaseSteps one={one} />
    </Panel>
  );
}
