// The log on one screen: what still fails first, counts, results over time, then every event. Several apps are kept apart: one is looked at.
import { Button, Dropdown, Field, makeStyles, Option } from '@fluentui/react-components';
import { useEffect, useMemo } from 'react';
import type { AppRow } from '../../../contract/provisioning-log.ts';
import { Empty } from '../../components/empty.tsx';
import { ArrowImportRegular, ClipboardTaskListLtrRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { useReply } from '../../state/use-reply.ts';
import { count } from '../../words/format.ts';
import { spanOf } from '../../words/provisioning-log.ts';
import { CausesPanel } from './causes-panel.tsx';
import { EventsTable } from './events-table.tsx';
import { LogChart } from './log-chart.tsx';
import { HowToDownload } from './log-import-screen.tsx';
import { LogSources } from './log-sources.tsx';
import { StatusCards } from './status-cards.tsx';

const useStyles = makeStyles({ picker: { maxWidth: '480px' } });

const appName = ({ name, id, tenantId }: AppRow) => name ?? id ?? (tenantId === null ? 'App without a name' : `App of tenant ${tenantId}`);

function AppPicker({ apps, chosen }: { readonly apps: readonly AppRow[]; readonly chosen: AppRow }) {
  const styles = useStyles();
  const choose = useSteward((state) => state.chooseLogApp);
  const tenants = new Set(apps.map(({ tenantId }) => tenantId)).size;
  const words = (app: AppRow) =>
    `${appName(app)} (${count(app.events, 'event', 'events')}${tenants === 1 || app.tenantId === null ? '' : `, tenant ${app.tenantId}`})`;
  return (
    <Field label="App" hint="Events of several apps lie in this log. One is looked at, so that they are not mixed." className={styles.picker}>
      <Dropdown
        value={words(chosen)}
        selectedOptions={[chosen.key]}
        onOptionSelect={(_, { optionValue }) => {
          if (optionValue !== undefined) choose(optionValue);
        }}
      >
        {apps.map((app) => (
          <Option key={app.key} value={app.key} text={words(app)}>
            {words(app)}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

function ReadButton({ look }: { readonly look: 'primary' | 'secondary' }) {
  const navigate = useSteward((state) => state.navigate);
  return (
    <Button appearance={look} icon={<ArrowImportRegular />} onClick={() => navigate({ screen: 'provisioning-log', id: 'import' })}>
      Read files
    </Button>
  );
}

function Log({ apps, textSearch }: { readonly apps: readonly AppRow[]; readonly textSearch: 'indexed' | 'slow' }) {
  const revision = useSteward((state) => state.logRevision);
  const chosenKey = useSteward((state) => state.logAppKey);
  const filter = useSteward((state) => state.logFilter);
  const readSummary = useSteward((state) => state.readLogSummary);
  const busiest = useMemo(() => [...apps].sort((a, b) => b.events - a.events), [apps]);
  const chosen = apps.find(({ key }) => key === chosenKey) ?? busiest[0];
  const several = apps.length > 1;
  const app = several && chosen !== undefined ? { appKey: chosen.key } : {};
  const summary = useReply(readSummary, { filter: app, revision });
  return (
    <>
      {several && chosen !== undefined ? <AppPicker apps={busiest} chosen={chosen} /> : null}
      {summary.value === undefined ? (
        summary.state === 'failed' ? (
          <Trouble title="The summary could not be read" text={summary.trouble} onAgain={() => void summary.again()} />
        ) : (
          <Loading what="The summary" lines={4} />
        )
      ) : (
        <>
          <StatusCards byStatus={summary.value.byStatus} />
          <CausesPanel still={summary.value.stillFailing} past={summary.value.past} app={app} />
        </>
      )}
      <LogChart app={app} />
      <EventsTable filter={{ ...filter, ...app }} app={app} textSearch={textSearch} />
      <LogSources coverage={summary.value?.coverage ?? []} />
    </>
  );
}

export function LogScreen() {
  const revision = useSteward((state) => state.logRevision);
  const read = useSteward((state) => state.readLogApps);
  const clear = useSteward((state) => state.clearLogFilter);
  const { value, state, trouble, again } = useReply(read, { revision });
  const empty = value !== undefined && value.apps.length === 0;
  // A filter of events that are gone would hide the next ones.
  useEffect(() => {
    if (empty) clear();
  }, [empty, clear]);
  if (value === undefined)
    return (
      <Page title="Provisioning log">
        {state === 'failed' ? (
          <Trouble title="The log could not be opened" text={trouble} onAgain={() => void again()} />
        ) : (
          <Loading what="The log" lines={8} />
        )}
      </Page>
    );
  if (empty)
    return (
      <Page
        title="Provisioning log"
        lead="Foundry records failures alone. What was sent, skipped and refused stands in the log of your identity provider."
      >
        <Panel>
          <Empty
            icon={<ClipboardTaskListLtrRegular />}
            title="No log was read yet"
            text="Download the provisioning log from Entra and read it here: who still fails, why, and what to do. It stays on this machine."
          >
            <ReadButton look="primary" />
          </Empty>
        </Panel>
        <HowToDownload />
      </Page>
    );
  const first = value.apps.map((app) => app.first).sort()[0] ?? '';
  const last =
    value.apps
      .map((app) => app.last)
      .sort()
      .at(-1) ?? '';
  const events = value.apps.reduce((sum, app) => sum + app.events, 0);
  return (
    <Page title="Provisioning log" lead={`${count(events, 'event', 'events')}, ${spanOf(first, last)}`} actions={<ReadButton look="secondary" />}>
      <Log apps={value.apps} textSearch={value.textSearch} />
    </Page>
  );
}
