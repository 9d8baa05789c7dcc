// One step of a run: a line with its state and reason that opens to findings, facts and requests.
import { Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import type { Finding, Step } from '../../contract/common.ts';
import { duration } from '../words/format.ts';
import { statusWords } from '../words/labels.ts';
import { ExchangeList } from './exchange-list.tsx';
import { FindingCard } from './finding-card.tsx';
import { ChevronRightRegular } from './icons.ts';
import { rawButton } from './raw-button.ts';
import { StatusIcon } from './status.tsx';
import { VerdictMarks } from './verdict-marks.tsx';

const useStyles = makeStyles({
  item: { position: 'relative', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  line: {
    ...rawButton,
    width: '100%',
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto 62px 16px',
    columnGap: '14px',
    alignItems: 'start',
    padding: '12px 24px',
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
    '@media (max-width: 760px)': { padding: '12px 16px', gridTemplateColumns: '20px minmax(0, 1fr) auto 16px', columnGap: '10px' },
  },
  closed: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  words: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0 },
  reason: { color: tokens.colorNeutralForeground3 },
  waiting: { color: tokens.colorNeutralForeground3 },
  right: { color: tokens.colorNeutralForeground3, textAlign: 'right', whiteSpace: 'nowrap', lineHeight: '20px' },
  marks: { '@media (max-width: 760px)': { display: 'none' } },
  chevron: {
    display: 'inline-flex',
    lineHeight: '20px',
    paddingTop: '2px',
    color: tokens.colorNeutralForeground3,
    transitionProperty: 'transform',
    transitionDuration: tokens.durationFaster,
  },
  open: { transform: 'rotate(90deg)' },
  body: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '16px',
    padding: '4px 24px 20px 58px',
    '@media (max-width: 760px)': { padding: '4px 16px 16px' },
  },
  // One request a line.
  lines: { whiteSpace: 'pre-line', overflowWrap: 'anywhere' },
  facts: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(180px, 1fr))', gap: '12px 20px', margin: 0 },
  term: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  fact: { margin: 0, overflowWrap: 'anywhere' },
});

interface StepItemProps {
  readonly runId: string;
  readonly step: Step;
  readonly findings: readonly Finding[];
  readonly stoppedBy: string | undefined;
  readonly open: boolean;
  readonly onToggle: () => void;
}

export function StepItem({ runId, step, findings, stoppedBy, open, onToggle }: StepItemProps) {
  const styles = useStyles();
  const id = useId();
  const reason = step.reason ?? (step.status === 'running' ? 'Running now' : step.status === 'pending' ? '' : statusWords[step.status]);
  return (
    <li className={styles.item} id={`step-${step.id}`}>
      <button type="button" className={styles.line} aria-expanded={open} aria-controls={id} onClick={onToggle}>
        <StatusIcon status={step.status} />
        <span className={styles.words}>
          <Text weight={step.status === 'pending' ? 'regular' : 'semibold'} className={mergeClasses(step.status === 'pending' && styles.waiting)}>
            {step.title}
          </Text>
          {reason === '' ? null : <Text className={mergeClasses(styles.reason, !open && styles.closed)}>{reason}</Text>}
        </span>
        <span className={styles.marks}>{step.verdicts === undefined ? null : <VerdictMarks verdicts={step.verdicts} />}</span>
        <Caption1 className={styles.right}>{step.durationMs === undefined ? '' : duration(step.durationMs)}</Caption1>
        <span className={mergeClasses(styles.chevron, open && styles.open)} aria-hidden="true">
          <ChevronRightRegular />
        </span>
      </button>
      <div id={id} hidden={!open} className={open ? styles.body : undefined}>
        {open ? (
          <>
            {stoppedBy === undefined ? null : <Text>It could not run because of the step “{stoppedBy}”.</Text>}
            {findings.map((finding) => (
              <FindingCard key={finding.id} finding={finding} />
            ))}
            {step.wouldSend === undefined ? null : (
              <div>
                <Caption1 block className={styles.reason}>
                  What your IdP does here
                </Caption1>
                <Text className={styles.lines}>{step.wouldSend}</Text>
              </div>
            )}
            {step.facts.length === 0 ? null : (
              <dl className={styles.facts}>
                {step.facts.map((fact) => (
                  <div key={fact.label}>
                    <dt className={styles.term}>{fact.label}</dt>
                    <dd className={styles.fact}>{fact.value}</dd>
                  </div>
                ))}
              </dl>
            )}
            <ExchangeList runId={runId} ids={step.exchangeIds} />
          </>
        ) : null}
      </div>
    </li>
  );
}
