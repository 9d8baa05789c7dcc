// A group of the target by its name; names of the chosen snapshot are offered, others can be typed.
import { Combobox, Field, Input, Option } from '@fluentui/react-components';
import type { Snapshot } from '../../../contract/directory.ts';
import { useSteward } from '../../state/context.ts';
import { useReply } from '../../state/use-reply.ts';

interface GroupFieldProps {
  readonly value: string;
  /** Undefined: none that belongs to this connection. */
  readonly snapshot: Snapshot | undefined;
  readonly onChange: (name: string) => void;
}

const offered = 50;
const label = 'Group';
const hint = 'Its name on the target. Who is a member there has arrived: only then does an update help.';

function Offered({ value, snapshot, onChange }: GroupFieldProps & { readonly snapshot: Snapshot }) {
  const read = useSteward((state) => state.readGroups);
  const { value: found } = useReply(read, { snapshotId: snapshot.id, search: value.slice(0, 200), filter: 'all', offset: 0, limit: offered });
  return (
    <Field label={label} hint={`${hint} Offered: groups of ${snapshot.name}.`}>
      <Combobox
        freeform
        value={value}
        selectedOptions={[value]}
        onChange={(event) => onChange(event.target.value)}
        onOptionSelect={(_, data) => onChange(data.optionText ?? value)}
      >
        {(found?.rows ?? []).map(({ id, displayName }) => (
          <Option key={id}>{displayName ?? id}</Option>
        ))}
      </Combobox>
    </Field>
  );
}

export function GroupField({ value, snapshot, onChange }: GroupFieldProps) {
  if (snapshot !== undefined) return <Offered value={value} snapshot={snapshot} onChange={onChange} />;
  return (
    <Field label={label} hint={hint}>
      <Input value={value} maxLength={400} onChange={(_, data) => onChange(data.value)} />
    </Field>
  );
}
