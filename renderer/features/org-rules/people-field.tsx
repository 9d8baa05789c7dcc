// People typed, pasted or from a file. A file may hold hundreds of thousands: its text stays out of the field.
import { Button, Field, makeStyles, Text, Textarea } from '@fluentui/react-components';
import { useSteward } from '../../state/context.ts';
import type { PeopleText } from '../../state/org-rules-slice.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px 12px', alignItems: 'center' },
});

export const noPeople: PeopleText = { typed: '', file: undefined };
export const peopleText = ({ typed, file }: PeopleText): string => file?.text ?? typed;

interface PeopleFieldProps {
  readonly label: string;
  readonly hint: string;
  readonly value: PeopleText;
  readonly onChange: (value: PeopleText) => void;
}

export function PeopleField({ label, hint, value, onChange }: PeopleFieldProps) {
  const styles = useStyles();
  const choose = useSteward((state) => state.choosePeople);
  const open = async () => {
    const file = await choose();
    if (file !== undefined) onChange({ ...value, file });
  };
  if (value.file !== undefined)
    return (
      <div className={styles.row}>
        <Text>
          {label}: <bdi>{value.file.name}</bdi>
        </Text>
        <Button size="small" onClick={() => onChange({ ...value, file: undefined })}>
          Without this file
        </Button>
      </div>
    );
  return (
    <div className={styles.box}>
      <Field label={label} hint={hint}>
        <Textarea
          value={value.typed}
          rows={4}
          resize="vertical"
          textarea={{ spellCheck: false }}
          onChange={(_, data) => onChange({ ...value, typed: data.value })}
        />
      </Field>
      <div>
        <Button size="small" aria-label={`Open a file: ${label}`} onClick={() => void open()}>
          Open a file
        </Button>
      </div>
    </div>
  );
}
