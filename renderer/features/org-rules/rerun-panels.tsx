// One rerun: how far it is, what it asks of the administrator now, its findings, and everybody on its list.
import { Button, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { RerunCounts, RerunView } from '../../../contract/org-rules.ts';
import { FindingCard } from '../../components/finding-card.tsx';
import { ArrowDownloadRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { count, dateTime } from '../../words/format.ts';
import { countWords, rerunLooks, rerunStateWords, strategyWords } from '../../words/org-rules.ts';
import { PeopleTable } from './people-table.tsx';
import { RerunConsentPanel } from './rerun-consent.tsx';
import { RerunGoing, RerunStanding } from './rerun-going.tsx';

const useStyles = makeStyles({
  counts: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(104px, 1fr))',
    gap: '8px 24px',
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  count: { display: 'flex', flexDirection: 'column' },
  number: { fontVariantNumeric: 'tabular-nums' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** The findings of its last run, which is watched while it stands here. */
function Findings({ runId }: { readonly runId: string }) {
  const watch = useSteward((state) => state.watchRun);
  const unwatch = useSteward((state) => state.unwatchRun);
  const findings = useSteward((state) => state.runs[runId]?.findings);
  useEffect(() => {
    void watch(runId);
    return () => void unwatch(runId);
  }, [watch, unwatch, runId]);
  return findings?.map((finding) => <FindingCard key={finding.id} finding={finding} />);
}

export function RerunPanels({ view }: { readonly view: RerunView }) {
  const styles = useStyles();
  const save = useSteward((state) => state.exportRerun);
  const { rerun, counts, live, effect } = view;
  const runId = rerun.runIds.at(-1);
  const begun = runId !== undefined;
  return (
    <>
      <Panel
        title={`${count(rerun.people, 'person', 'people')}: ${rerun.picked}`}
        aside={<Tag look={rerunLooks[rerun.state]}>{live?.pausing === true ? 'Stopping' : rerunStateWords[rerun.state]}</Tag>}
        text={`${strategyWords[rerun.strategy].title}, at ${count(rerun.rate, 'request', 'requests')} a second. Listed ${dateTime(rerun.createdAt)}.`}
      >
        {rerun.reason === '' ? null : (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>{rerunStateWords[rerun.state]}</MessageBarTitle> {rerun.reason}
            </MessageBarBody>
          </MessageBar>
        )}
        {rerun.remarks.map((remark) => (
          <Text key={remark}>{remark}</Text>
        ))}
        {begun ? (
          <ul className={styles.counts} aria-label="What became of them">
            {(Object.keys(countWords) as (keyof RerunCounts)[]).map((state) => (
              <li key={state} className={styles.count}>
                <Text size={600} weight="semibold" className={styles.number}>
                  {counts[state].toLocaleString('en')}
                </Text>
                <Text className={styles.quiet}>{countWords[state]}</Text>
              </li>
            ))}
          </ul>
        ) : null}
        {rerun.state === 'going' ? <RerunGoing view={view} /> : begun ? <RerunStanding view={view} /> : null}
        {begun && rerun.state !== 'going' ? (
          <Text>
            {effect} Who moved is seen by {rerun.seenBy}
          </Text>
        ) : null}
      </Panel>
      {rerun.state === 'planned' ? <RerunConsentPanel rerun={rerun} /> : null}
      {begun ? <Findings key={runId} runId={runId} /> : null}
      <PeopleTable
        view={view}
        aside={
          <Button icon={<ArrowDownloadRegular />} onClick={() => void save(rerun.id)}>
            Save as CSV
          </Button>
        }
      />
    </>
  );
}
