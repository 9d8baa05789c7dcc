// The table of runs, page by page, with filters; two chosen rows can be compared.

import { Button, Caption1, Dropdown, makeStyles, Option, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { Empty } from '../../components/empty.tsx';
import { ArrowLeftRegular, ArrowRightRegular, BranchCompareRegular, HistoryRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { RunTable } from '../../components/run-table.tsx';
import { useSteward } from '../../state/context.ts';
import { type HistoryQuery, pageSize } from '../../state/history-slice.ts';
import { runKindWords } from '../../words/labels.ts';
import { KeepPanel } from './keep-panel.tsx';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  grow: { flexGrow: 1 },
  pages: { display: 'flex', alignItems: 'center', gap: '8px', padding: '10px 24px', borderTop: `1px solid ${tokens.colorNeutralStroke3}` },
  quiet: { color: tokens.colorNeutralForeground3, flexGrow: 1 },
  select: { minWidth: '170px' },
});

const kinds: readonly HistoryQuery['kind'][] = ['all', ...(Object.keys(runKindWords) as (keyof typeof runKindWords)[])];
const whose: readonly HistoryQuery['of'][] = ['all connections', 'this connection'];
const whoseWords = { 'all connections': 'All connections', 'this connection': 'This connection' };

function kindWord(kind: HistoryQuery['kind']): string {
  return kind === 'all' ? 'All kinds' : runKindWords[kind];
}

export function HistoryScreen() {
  const styles = useStyles();
  const history = useSteward((state) => state.history);
  const query = useSteward((state) => state.historyQuery);
  const load = useSteward((state) => state.loadHistory);
  const navigate = useSteward((state) => state.navigate);
  const [chosen, setChosen] = useState<readonly string[]>([]);
  useEffect(() => {
    void load({});
  }, [load]);
  const filtered = query.kind !== 'all' || query.of !== 'all connections';
  const [first, second] = chosen;
  return (
    <Page title="History" lead="Every run with its findings and requests, kept on this machine. Choose two to see what changed between them.">
      <div className={styles.bar}>
        <Dropdown
          aria-label="Kind of run"
          className={styles.select}
          value={kindWord(query.kind)}
          selectedOptions={[query.kind]}
          onOptionSelect={(_, data) => void load({ kind: kinds.find((kind) => kind === data.optionValue) ?? 'all', offset: 0 })}
        >
          {kinds.map((kind) => (
            <Option key={kind} value={kind}>
              {kindWord(kind)}
            </Option>
          ))}
        </Dropdown>
        <Dropdown
          aria-label="Connection of the run"
          className={styles.select}
          value={whoseWords[query.of]}
          selectedOptions={[query.of]}
          onOptionSelect={(_, data) => void load({ of: whose.find((of) => of === data.optionValue) ?? 'all connections', offset: 0 })}
        >
          {whose.map((of) => (
            <Option key={of} value={of}>
              {whoseWords[of]}
            </Option>
          ))}
        </Dropdown>
        <span className={styles.grow} />
        <Button
          icon={<BranchCompareRegular />}
          disabled={second === undefined}
          onClick={() => navigate({ screen: 'runs', id: 'compare', part: `${first}..${second}` })}
        >
          {second === undefined ? 'Compare: choose two runs' : 'Compare the two'}
        </Button>
      </div>
      {history === undefined ? (
        <Loading what="The history" lines={8} />
      ) : history.runs.length === 0 ? (
        <Panel>
          {filtered ? (
            <Empty icon={<HistoryRegular />} title="No run is of this kind" text="Runs of other kinds or other connections may be there.">
              <Button onClick={() => void load({ kind: 'all', of: 'all connections', offset: 0 })}>Show all runs</Button>
            </Empty>
          ) : (
            <Empty
              icon={<HistoryRegular />}
              title="Nothing was run yet"
              text="Each connection test and each test sync is kept here with every request it sent."
            >
              <Button appearance="primary" onClick={() => navigate({ screen: 'connection-test' })}>
                Go to the connection test
              </Button>
            </Empty>
          )}
        </Panel>
      ) : (
        <Panel edges="flush">
          <RunTable label="Runs" runs={history.runs} choice={{ chosen, onChoose: setChosen }} />
          <div className={styles.pages}>
            <Caption1 className={styles.quiet}>
              {query.offset + 1} to {query.offset + history.runs.length} of {history.total}
            </Caption1>
            <Button
              size="small"
              icon={<ArrowLeftRegular />}
              disabled={query.offset === 0}
              onClick={() => void load({ offset: Math.max(0, query.offset - pageSize) })}
            >
              Newer
            </Button>
            <Button
              size="small"
              icon={<ArrowRightRegular />}
              iconPosition="after"
              disabled={query.offset + history.runs.length >= history.total}
              onClick={() => void load({ offset: query.offset + pageSize })}
            >
              Older
            </Button>
          </div>
        </Panel>
      )}
      <KeepPanel />
    </Page>
  );
}
