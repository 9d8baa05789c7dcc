// A field that holds one of a few known values. A word that is not among them changes nothing.
import { Field, Select } from '@fluentui/react-components';

interface ChoiceProps<V extends string> {
  readonly label: string;
  readonly hint?: string;
  readonly value: V;
  /** In the order they are shown. */
  readonly words: Readonly<Record<V, string>>;
  readonly onChange: (value: V) => void;
}

export function Choice<V extends string>({ label, hint, value, words, onChange }: ChoiceProps<V>) {
  const all = Object.keys(words) as V[];
  return (
    <Field label={label} {...(hint === undefined ? {} : { hint })}>
      <Select
        // Long words are cut: a field is never wider than its place.
        root={{ style: { minWidth: 0 } }}
        style={{ textOverflow: 'ellipsis' }}
        value={value}
        onChange={(_, data) => {
          const next = all.find((one) => one === data.value);
          if (next !== undefined) onChange(next);
        }}
      >
        {all.map((one) => (
          <option key={one} value={one}>
            {words[one]}
          </option>
        ))}
      </Select>
    </Field>
  );
}
