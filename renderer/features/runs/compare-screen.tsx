// Two runs beside each other: what fails newly, what is mended, what stayed.
import { Caption1, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type ReactNode, useEffect } from 'react';
import type { RunSummary, Step } from '../../../contract/common.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FaultTags } from '../../components/fault-words.tsx';
import { FindingLine } from '../../components/finding-line.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusIcon } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { count, toTheSecond } from '../../words/format.ts';
import { runKindWords } from '../../words/labels.ts';

const useStyles = makeStyles({
  two: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '16px',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  side: { display: 'flex', flexDirection: 'column', rowGap: '4px', overflowWrap: 'anywhere' },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '8px' },
  flush: { listStyleType: 'none', margin: 0, padding: 0 },
  item: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '12px', alignItems: 'start' },
  words: { display: 'flex', flexDirection: 'column' },
});

function Side({ label, run }: { readonly label: string; readonly run: RunSummary }) {
  const styles = useStyles();
  return (
    <div className={styles.side}>
      <Caption1 className={styles.quiet}>{label}</Caption1>
      <Link href={toHash({ screen: 'runs', id: run.id })}>
        {runKindWords[run.kind]}, {toTheSecond(run.startedAt)}
      </Link>
      <Text>{run.summary ?? ''}</Text>
      <Caption1 className={styles.quiet}>{run.connectionName}</Caption1>
      <span className={styles.tags}>
        <FaultTags faults={run.faults} />
      </span>
    </div>
  );
}

function Steps({ title, none, steps }: { readonly title: string; readonly none: string; readonly steps: readonly Step[] }) {
  const styles = useStyles();
  return (
    <Panel title={title}>
      {steps.length === 0 ? (
        <Text className={styles.quiet}>{none}</Text>
      ) : (
        <ul className={styles.list}>
          {steps.map((step) => (
            <li key={step.id} className={styles.item}>
              <StatusIcon status={step.status} />
              <span className={styles.words}>
                <Text weight="semibold">{step.title}</Text>
                <Text className={styles.quiet}>{step.reason}</Text>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

export function CompareScreen({ pair }: { readonly pair: string }) {
  const styles = useStyles();
  const compare = useSteward((state) => state.compareRuns);
  const comparison = useSteward((state) => state.comparison);
  const [before = '', after = ''] = pair.split('..');
  useEffect(() => {
    if (before !== '' && after !== '') void compare(before, after);
  }, [compare, before, after]);
  let body: ReactNode = <Loading what="The comparison" lines={6} />;
  if (comparison !== undefined) {
    body = (
      <>
        <Panel>
          <div className={styles.two}>
            <Side label="Before" run={comparison.before} />
            <Side label="After" run={comparison.after} />
          </div>
        </Panel>
        <div className={styles.two}>
          <Steps title="Newly failing" none="No step fails that did not fail before." steps={comparison.newlyFailing} />
          <Steps title="Mended" none="No step was mended." steps={comparison.fixed} />
        </div>
        {comparison.newFindings.length === 0 ? null : (
          <Panel title="New findings" edges="flush">
            <ul className={styles.flush}>
              {comparison.newFindings.map((finding) => (
                <FindingLine key={finding.id} finding={finding} />
              ))}
            </ul>
          </Panel>
        )}
        {comparison.goneFindings.length === 0 ? null : (
          <Panel title="Findings that are gone" edges="flush">
            <ul className={styles.flush}>
              {comparison.goneFindings.map((finding) => (
                <FindingLine key={finding.id} finding={finding} />
              ))}
            </ul>
          </Panel>
        )}
        <Panel>
          <Disclosure title={`${count(comparison.unchanged.length, 'step', 'steps')} unchanged`}>
            <Text>{comparison.unchanged.map((step) => step.title).join(', ')}</Text>
          </Disclosure>
        </Panel>
      </>
    );
  }
  return (
    <Page title="What changed between two runs" above={<Link href={toHash({ screen: 'runs' })}>History</Link>}>
      {body}
    </Page>
  );
}
