// One assigned group: the groups inside as a picture and as a tree table, what can be done, and who is lost by which way.
import { Button, Link, makeStyles, Tab, TabList } from '@fluentui/react-components';
import { lazy, Suspense, useState } from 'react';
import type { NestedGroup } from '../../../contract/nested-groups.ts';
import { Empty } from '../../components/empty.tsx';
import { CheckmarkCircleFilled, OrganizationRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { useReply } from '../../state/use-reply.ts';
import { groupLine, groupMarks } from '../../words/nested.ts';
import { LostPeople } from './lost-people.tsx';
import { NestingTree } from './nesting-tree.tsx';
import { RemediesPanel } from './remedies-panel.tsx';

const NestingPicture = lazy(async () => ({ default: (await import('./nesting-picture.tsx')).NestingPicture }));

const useStyles = makeStyles({
  tabs: { padding: '0 14px', '@media (max-width: 760px)': { padding: '0 6px' } },
  marks: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
});

function Inside({ group }: { readonly group: NestedGroup }) {
  const styles = useStyles();
  const navigate = useSteward((state) => state.navigate);
  const { layout, nodes, edges, row } = group;
  const [view, setView] = useState<'picture' | 'table'>(layout === null ? 'table' : 'picture');
  if (row.depth === 0 && nodes.length <= 1) {
    return (
      <Panel title="The groups inside">
        <Empty
          icon={<OrganizationRegular />}
          title="No group is inside this one"
          text="Everyone in it is a direct member, so provisioning sends them all."
        />
      </Panel>
    );
  }
  const label = `Groups inside ${row.displayName}`;
  const open = (id: string) => navigate({ screen: 'nested-groups', id: 'group', part: id });
  return (
    <Panel
      title="The groups inside"
      edges="flush"
      text={
        layout === null
          ? `${(nodes.length - 1).toLocaleString('en')} groups are too many to draw: the table holds them.`
          : 'Numbers on lines are people who are reached through them. Red: people who are lost. Dashed: a circle.'
      }
    >
      {layout === null ? null : (
        <TabList
          className={styles.tabs}
          aria-label="How the groups are shown"
          selectedValue={view}
          onTabSelect={(_, { value }) => setView(value === 'table' ? 'table' : 'picture')}
        >
          <Tab value="picture">Picture</Tab>
          <Tab value="table">Table</Tab>
        </TabList>
      )}
      {layout !== null && view === 'picture' ? (
        <Suspense fallback={<Loading what="The picture" lines={5} />}>
          <NestingPicture drawn={{ nodes, edges, layout }} label={`Picture of the groups inside ${row.displayName}; the table holds the same`} />
        </Suspense>
      ) : (
        <NestingTree group={group} label={label} onOpen={open} />
      )}
    </Panel>
  );
}

/** A group loses nobody under some claims though people are nested in it: then none is drawn as lost either. */
function withoutLost(group: NestedGroup): NestedGroup {
  return group.row.lost > 0 ? group : { ...group, nodes: group.nodes.map((node) => ({ ...node, lost: 0 })) };
}

export function GroupScreen({ snapshotId, groupId }: { readonly snapshotId: string; readonly groupId: string }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readNestedGroup);
  const navigate = useSteward((state) => state.navigate);
  const { value: group, state, trouble, again } = useReply(read, { snapshotId, groupId });
  const above = <Link href={toHash({ screen: 'nested-groups' })}>Nested groups</Link>;
  if (group === undefined) {
    return (
      <Page title="Group" above={above}>
        {state === 'failed' ? (
          <>
            <Trouble title="The group could not be read" text={trouble} onAgain={() => void again()} />
            <div>
              <Button onClick={() => navigate({ screen: 'nested-groups' })}>Show all groups</Button>
            </div>
          </>
        ) : (
          <Loading what="The group" lines={8} />
        )}
      </Page>
    );
  }
  const { row } = group;
  const marks = groupMarks(row);
  return (
    <Page title={row.displayName} lead={groupLine(row)} above={above}>
      <div className={styles.marks}>
        {row.lost > 0 ? (
          <Tag look="bad">{row.lost.toLocaleString('en')} lost</Tag>
        ) : (
          <Tag look="good" icon={<CheckmarkCircleFilled fontSize={16} />}>
            Nobody is lost
          </Tag>
        )}
        {row.gained > 0 ? <Tag look="info">{row.gained.toLocaleString('en')} gained</Tag> : null}
        {marks.map((mark) => (
          <Tag key={mark} look="warning">
            {mark}
          </Tag>
        ))}
      </div>
      <Inside group={withoutLost(group)} />
      {row.lost === 0 ? null : (
        <>
          <RemediesPanel snapshotId={snapshotId} groupId={groupId} name={row.displayName} />
          <LostPeople snapshotId={snapshotId} groupId={groupId} />
        </>
      )}
    </Page>
  );
}
