// A change before it is saved at the identity provider: another mapping, assignments taken away, or both; and what it would do to everybody.
import { Button, makeStyles, Tag, TagGroup, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import type { Snapshot } from '../../../contract/directory.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import { Empty } from '../../components/empty.tsx';
import { ArrowRoutingRegular, DismissRegular, PeopleRegular, PersonRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { SnapshotPicker } from '../../components/snapshot-picker.tsx';
import { useSteward } from '../../state/context.ts';
import { type Dropped, type MappingRoom, noTrial } from '../../state/mapping-slice.ts';
import { userName } from '../../words/directory-rows.ts';
import { ChangeOutcome } from './change-outcome.tsx';
import { MappingEditor } from './mapping-editor.tsx';
import { AboutMapping } from './mapping-panel.tsx';
import { MappingWays } from './mapping-ways.tsx';
import { PickGroup, PickPerson } from './pick-dialog.tsx';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px 12px', alignItems: 'center' },
  part: { display: 'flex', flexDirection: 'column', rowGap: '10px', paddingTop: '16px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  tags: { flexWrap: 'wrap', gap: '6px', maxWidth: '100%' },
  tag: { maxWidth: '100%', minWidth: 0 },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface DroppedListProps {
  readonly snapshotId: string;
  readonly dropped: readonly Dropped[];
  readonly onChange: (dropped: readonly Dropped[]) => void;
}

function DroppedList({ snapshotId, dropped, onChange }: DroppedListProps) {
  const styles = useStyles();
  const [picking, setPicking] = useState<Dropped['kind'] | undefined>(undefined);
  const add = (one: Dropped) => {
    setPicking(undefined);
    if (!dropped.some(({ id }) => id === one.id)) onChange([...dropped, one]);
  };
  return (
    <div className={styles.part}>
      <Text weight="semibold">Assignments taken away</Text>
      {dropped.length === 0 ? null : (
        <TagGroup
          className={styles.tags}
          aria-label="Assignments taken away"
          onDismiss={(_, { value }) => onChange(dropped.filter(({ id }) => id !== value))}
        >
          {dropped.map(({ kind, id, name }) => (
            <Tag
              key={id}
              className={styles.tag}
              value={id}
              dismissible
              dismissIcon={{ 'aria-label': `Keep the assignment of ${name}` }}
              icon={kind === 'group' ? <PeopleRegular /> : <PersonRegular />}
            >
              <bdi>{name}</bdi>
            </Tag>
          ))}
        </TagGroup>
      )}
      <div className={styles.bar}>
        <Button icon={<PeopleRegular />} onClick={() => setPicking('group')}>
          Add a group
        </Button>
        <Button icon={<PersonRegular />} onClick={() => setPicking('person')}>
          Add a person
        </Button>
      </div>
      {picking === 'group' ? (
        <PickGroup
          snapshotId={snapshotId}
          title="Which group would lose its assignment?"
          onPick={(row) => add({ kind: 'group', id: row.id, name: row.displayName ?? row.id })}
          onClose={() => setPicking(undefined)}
        />
      ) : null}
      {picking === 'person' ? (
        <PickPerson
          snapshotId={snapshotId}
          title="Who would lose the assignment?"
          first="assigned"
          onPick={(row) => add({ kind: 'person', id: row.id, name: userName(row) })}
          onClose={() => setPicking(undefined)}
        />
      ) : null}
    </div>
  );
}

interface ChangeTabProps {
  readonly connection: Connection;
  readonly snapshot: Snapshot;
  readonly room: MappingRoom;
  /** Goes to where a mapping is read. */
  readonly onMapping: () => void;
}

export function ChangeTab({ connection, snapshot, room, onMapping }: ChangeTabProps) {
  const styles = useStyles();
  const { id } = connection;
  const trial = useSteward((state) => state.trials[id]) ?? noTrial;
  const edit = useSteward((state) => state.editTrial);
  const run = useSteward((state) => state.runTrial);
  const take = useSteward((state) => state.takeMapping);
  const [editing, setEditing] = useState<Mapping | undefined>(undefined);
  const [running, setRunning] = useState(false);
  const { after, dropped, outcome } = trial;
  if (room.mapping === null) {
    return (
      <Panel>
        <Empty
          icon={<ArrowRoutingRegular />}
          title="First the mapping as it is now"
          text="A change is told from what is there: read the mapping in use, then try another one here."
        >
          <Button appearance="primary" onClick={onMapping}>
            Go to the mapping
          </Button>
        </Empty>
      </Panel>
    );
  }
  if (editing !== undefined) {
    return (
      <Panel title="The mapping as it would be" text="A copy: neither the mapping kept here nor the one at the identity provider is changed.">
        <MappingEditor
          mapping={editing}
          keep="Take these rows"
          onKeep={(next) => {
            setEditing(undefined);
            edit(id, { after: next });
          }}
          onCancel={() => setEditing(undefined)}
        />
      </Panel>
    );
  }
  const begin = async () => {
    setRunning(true);
    await run(id, snapshot.id);
    setRunning(false);
  };
  const nothing = after === null && dropped.length === 0;
  const simulation = outcome?.snapshotId === snapshot.id ? outcome.simulation : undefined;
  return (
    <>
      <SnapshotPicker />
      <Panel title="The change" text="Worked out on this machine over the people of the snapshot. Nothing is changed anywhere.">
        <Text weight="semibold">The mapping as it would be</Text>
        {after === null ? (
          <Text className={styles.quiet}>As it is now. Choose or paste the schema you mean to save, or edit a copy of the rows.</Text>
        ) : (
          <AboutMapping mapping={after} />
        )}
        <div className={styles.bar}>
          <MappingWays
            connection={connection}
            live="without Entra"
            type="Edit a copy"
            onMapping={(next) => edit(id, { after: next })}
            onType={() => setEditing(after ?? room.mapping ?? undefined)}
          />
          {after === null ? null : (
            <Button appearance="subtle" icon={<DismissRegular />} onClick={() => edit(id, { after: null })}>
              Leave it as now
            </Button>
          )}
        </div>
        <DroppedList snapshotId={snapshot.id} dropped={dropped} onChange={(next) => edit(id, { dropped: next })} />
        <div className={styles.bar}>
          <Button appearance="primary" disabledFocusable={nothing || running} onClick={() => void begin()}>
            {running ? 'Working it out' : 'Show what would happen'}
          </Button>
          {nothing ? <Text className={styles.quiet}>Nothing is changed yet.</Text> : null}
        </div>
      </Panel>
      {simulation === undefined ? null : <ChangeOutcome simulation={simulation} provider={room.mapping.provider} />}
      {simulation === undefined || after === null ? null : (
        <Panel title="When it is saved at the identity provider" text="Then the mapping kept here is the old one.">
          <div className={styles.bar}>
            <Button
              onClick={() => {
                edit(id, { after: null, dropped: [] });
                void take(id, after);
                onMapping();
              }}
            >
              Take it as the mapping in use
            </Button>
          </div>
        </Panel>
      )}
    </>
  );
}
