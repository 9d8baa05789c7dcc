// What is compared with what: the target's snapshot, by which value people and groups are found there, and what is known of the last cycle.
import { Field, Input, makeStyles } from '@fluentui/react-components';
import type { Snapshot } from '../../../contract/directory.ts';
import { Choice } from '../../components/choice.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import type { DriftChoice } from '../../state/nested-groups-slice.ts';
import { sourceWords } from '../../words/directory.ts';
import { foundWords, groupValueWords, instantOf, localInput, personKeyWords } from '../../words/drift.ts';
import type { DriftAsked } from './use-drift-order.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px 24px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

const nameAndSource = ({ name, source }: Snapshot): string => `${name} (${sourceWords[source]})`;

/** Values with how many they find, best first; `open` only while none is chosen. */
function withFound<V extends string>(words: Readonly<Record<V, string>>, found: ReadonlyMap<V, number>, of: number, chosen: V | undefined) {
  const all = (Object.keys(words) as V[]).toSorted((a, b) => (found.get(b) ?? 0) - (found.get(a) ?? 0));
  const said = all.map((value) => [value, found.size === 0 ? words[value] : foundWords(words[value], found.get(value) ?? 0, of)] as const);
  return Object.fromEntries([...(chosen === undefined ? [['open', 'Choose']] : []), ...said]) as Record<V | 'open', string>;
}

export function DriftForm({ asked, others }: { readonly asked: DriftAsked; readonly others: readonly Snapshot[] }) {
  const styles = useStyles();
  const choose = useSteward((state) => state.chooseDrift);
  const { choice, targets, target, keys, order } = asked;
  const { snapshotId } = choice;
  const change = (part: Partial<DriftChoice>) => choose({ snapshotId, ...part });
  const personKey = order?.personKey ?? choice.personKey;
  const groupValue = order?.groupValue ?? choice.groupValue;
  const people = new Map((keys?.people ?? []).map(({ key, found }) => [key, found] as const));
  const groups = new Map((keys?.groups ?? []).map(({ value, found }) => [value, found] as const));
  const targetWords: Record<string, string> = Object.fromEntries([
    ...(target === undefined ? [['', 'Choose']] : []),
    ...targets.map((one) => [one.id, nameAndSource(one)]),
  ]);
  const earlierWords: Record<string, string> = Object.fromEntries([['', 'None'], ...others.map((one) => [one.id, nameAndSource(one)])]);
  return (
    <Panel title="What is compared" text="Nothing is sent and nothing is changed: two snapshots on this machine are compared.">
      <div className={styles.grid}>
        <Choice
          label="What the target has"
          hint="A snapshot of the SCIM server’s users and groups, taken in Directory."
          value={target?.id ?? ''}
          words={targetWords}
          onChange={(targetId) => change({ targetId })}
        />
        <Field
          label="Last finished provisioning cycle"
          hint="Entra: the provisioning app, Overview, “Last completed”. With it and an earlier snapshot, who was added since is pending, not missing."
        >
          <Input
            type="datetime-local"
            value={localInput(choice.lastCycleFinishedAt ?? '')}
            onChange={(_, data) => change({ lastCycleFinishedAt: instantOf(data.value) })}
          />
        </Field>
        <Choice
          label="externalId of a person is made of"
          hint="As the attribute mapping says. The numbers tell which value finds the people of the target."
          value={personKey ?? 'open'}
          words={withFound(personKeyWords, people, keys?.targetPeople ?? 0, personKey)}
          onChange={(value) => (value === 'open' ? undefined : change({ personKey: value }))}
        />
        <Choice
          label="Earlier snapshot of the directory"
          hint="Tells who was in a group already by then."
          value={choice.earlierId ?? ''}
          words={earlierWords}
          onChange={(earlierId) => change({ earlierId })}
        />
        <Choice
          label="A group is sent as"
          hint="What the groups claim sends. displayName and externalId in the target must both be this value."
          value={groupValue ?? 'open'}
          words={withFound(groupValueWords, groups, keys?.targetGroups ?? 0, groupValue)}
          onChange={(value) => (value === 'open' ? undefined : change({ groupValue: value }))}
        />
      </div>
    </Panel>
  );
}
