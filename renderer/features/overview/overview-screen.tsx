// Three questions at a glance: does it work, what is failing, what should I do next.
import { Button, Link, makeStyles, Subtitle1 } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Overview } from '../../../contract/app.ts';
import { ConnectionTags } from '../../components/connection-tags.tsx';
import { Empty } from '../../components/empty.tsx';
import { FindingLine } from '../../components/finding-line.tsx';
import { ArrowRightRegular, CheckmarkRegular, HistoryRegular } from '../../components/icons.ts';
import { LeftoversBanner } from '../../components/leftovers-banner.tsx';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { RunTable } from '../../components/run-table.tsx';
import { ToneIcon } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import { screenTitles, toHash } from '../../state/routes.ts';
import { idpWords } from '../../words/labels.ts';
import { AppNotices } from './app-notices.tsx';
import { FirstStart } from './first-start.tsx';
import { JourneyLine } from './journey-line.tsx';
import { NextList } from './next-list.tsx';

const useStyles = makeStyles({
  hero: { display: 'flex', columnGap: '16px', alignItems: 'center', flexWrap: 'wrap', rowGap: '12px' },
  words: { display: 'flex', flexDirection: 'column', rowGap: '4px', flexGrow: 1, flexBasis: '300px', minWidth: 0, overflowWrap: 'anywhere' },
  title: { margin: 0 },
  list: { listStyleType: 'none', margin: 0, padding: 0 },
});

export function OverviewScreen() {
  const connections = useSteward((state) => state.connections);
  const overview = useSteward((state) => state.overview);
  const loadOverview = useSteward((state) => state.loadOverview);
  const loadColumns = useSteward((state) => state.loadColumns);
  const selectedId = useSteward((state) => state.selectedId);
  useEffect(() => {
    void loadOverview();
    if (selectedId !== null) void loadColumns(selectedId);
  }, [loadOverview, loadColumns, selectedId]);
  if (connections !== undefined && connections.length === 0) return <FirstStart />;
  if (connections === undefined || overview === undefined) {
    return (
      <Page title="Overview">
        <Loading what="The overview" lines={4} />
        <Loading what="Recent runs" lines={6} />
      </Page>
    );
  }
  return <Filled overview={overview} />;
}

function Filled({ overview }: { readonly overview: Overview }) {
  const styles = useStyles();
  const { card } = overview;
  const [first] = overview.next;
  return (
    <Page
      title="Overview"
      lead={card === null ? 'No connection is chosen.' : `${card.connection.name} · ${idpWords[card.connection.idp]}`}
      actions={card === null ? undefined : <ConnectionTags connection={card.connection} lock={card.lock} />}
    >
      <AppNotices />
      <LeftoversBanner />
      <Panel>
        <div className={styles.hero}>
          <ToneIcon tone={overview.tone} size={32} />
          <div className={styles.words}>
            <Subtitle1 as="h2" className={styles.title}>
              {overview.headline}
            </Subtitle1>
          </div>
          {first === undefined ? null : (
            <Button appearance="primary" icon={<ArrowRightRegular />} iconPosition="after" as="a" href={toHash({ screen: first.screen })}>
              Go to {screenTitles[first.screen]}
            </Button>
          )}
        </div>
        <JourneyLine overview={overview} />
      </Panel>
      {overview.findings.length === 0 ? null : (
        <Panel title="What is failing" edges="flush">
          <ul className={styles.list}>
            {overview.findings.map((finding) => (
              <FindingLine key={finding.id} finding={finding} />
            ))}
          </ul>
        </Panel>
      )}
      {overview.next.length === 0 ? (
        <Panel title="What to do next">
          <Empty icon={<CheckmarkRegular />} title="Nothing is waiting" text="The connection test and the test sync ended without anything to do." />
        </Panel>
      ) : (
        <NextList next={overview.next} />
      )}
      <Panel
        title="Recent runs"
        edges="flush"
        aside={overview.recent.length === 0 ? undefined : <Link href={toHash({ screen: 'runs' })}>All runs</Link>}
      >
        {overview.recent.length === 0 ? (
          <Empty icon={<HistoryRegular />} title="Nothing was run yet" text="Start with the connection test: it changes nothing on the server." />
        ) : (
          <RunTable label="Recent runs" runs={overview.recent} />
        )}
      </Panel>
    </Page>
  );
}
