// How long a request may take and how large an answer may be. Says what is usual; what cannot be kept is said at the field.
import { Button, Field, Input, makeStyles } from '@fluentui/react-components';
import { type FormEvent, useEffect, useState } from 'react';
import type { Limits } from '../../../contract/app.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '16px' },
  fields: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(200px, 1fr))', gap: '16px 24px' },
  // Wider by itself than its column.
  input: { minWidth: 0, width: '100%' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

const fields = [
  { name: 'connectSeconds', label: 'To connect', unit: 'seconds' },
  { name: 'answerSeconds', label: 'To answer', unit: 'seconds' },
  { name: 'bodyMegabytes', label: 'Largest answer', unit: 'MB' },
] as const satisfies readonly { readonly name: keyof Limits; readonly label: string; readonly unit: string }[];

const wholeNumber = (text: string, most: number): number | undefined =>
  /^\d{1,5}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most ? Number(text) : undefined;

export function LimitsPanel() {
  const styles = useStyles();
  const known = useSteward((state) => state.limits);
  const load = useSteward((state) => state.loadLimits);
  const save = useSteward((state) => state.setLimits);
  const [typed, setTyped] = useState<Partial<Record<keyof Limits, string>>>({});
  useEffect(() => {
    void load();
  }, [load]);
  if (known === undefined) return null;
  const { limits, usual, most } = known;
  const shown = (name: keyof Limits) => typed[name] ?? String(limits[name]);
  const read = (name: keyof Limits) => wholeNumber(shown(name), most[name]);
  const [connectSeconds, answerSeconds, bodyMegabytes] = [read('connectSeconds'), read('answerSeconds'), read('bodyMegabytes')];
  const wanted =
    connectSeconds === undefined || answerSeconds === undefined || bodyMegabytes === undefined
      ? undefined
      : { connectSeconds, answerSeconds, bodyMegabytes };
  const isSame = (other: Limits) => fields.every(({ name }) => read(name) === other[name]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wanted !== undefined && !isSame(limits)) void save(wanted).then((kept) => kept && setTyped({}));
  };
  return (
    <Panel
      title="Limits of each request"
      text="A request that takes longer, or an answer that is larger, is given up and said so. Raise them for a slow server or a slow proxy. The next run uses them, here and in the terminal."
    >
      <form className={styles.form} onSubmit={submit}>
        <div className={styles.fields}>
          {fields.map(({ name, label, unit }) => (
            <Field
              key={name}
              label={label}
              hint={`Usually ${usual[name]} ${unit}`}
              {...(read(name) === undefined
                ? { validationState: 'error' as const, validationMessage: `A whole number from 1 to ${most[name]}.` }
                : {})}
            >
              <Input
                className={styles.input}
                value={shown(name)}
                inputMode="numeric"
                contentAfter={unit}
                onChange={(_, data) => setTyped((before) => ({ ...before, [name]: data.value }))}
              />
            </Field>
          ))}
        </div>
        <div className={styles.row}>
          <Button type="submit" disabled={wanted === undefined || isSame(limits)}>
            Save
          </Button>
          <Button
            appearance="subtle"
            disabled={isSame(usual)}
            onClick={() => setTyped(Object.fromEntries(fields.map(({ name }) => [name, String(usual[name])])))}
          >
            Use the usual values
          </Button>
        </div>
      </form>
    </Panel>
  );
}
