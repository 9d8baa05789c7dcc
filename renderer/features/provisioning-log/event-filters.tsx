// What the events are narrowed to: every condition at once, kept while the app runs. Nothing chosen in a list means everything.
import { Button, Checkbox, Dropdown, Field, Input, makeStyles, mergeClasses, Option, SearchBox } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { LogAction, LogFilter, LogObjectKind, LogStatus } from '../../../contract/provisioning-log.ts';
import { FilterDismissRegular } from '../../components/icons.ts';
import { useSteward } from '../../state/context.ts';
import { useReply } from '../../state/use-reply.ts';
import { fromField, logActionWords, logKindWords, logStatusWords, toField } from '../../words/provisioning-log.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(196px, 1fr))',
    gap: '12px 16px',
    alignItems: 'end',
    padding: '4px 24px 0',
    '@media (max-width: 760px)': { padding: '4px 16px 0', gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)' },
  },
  wide: { gridColumn: '1 / -1' },
  field: { minWidth: 0 },
  control: { minWidth: 0, width: '100%' },
  search: { maxWidth: 'none', width: '100%' },
});

interface ManyProps<V extends string> {
  readonly label: string;
  readonly words: Readonly<Record<V, string>>;
  readonly chosen: readonly V[] | undefined;
  readonly onChange: (chosen: V[]) => void;
}

function Many<V extends string>({ label, words, chosen = [], onChange }: ManyProps<V>) {
  const styles = useStyles();
  const all = Object.keys(words) as V[];
  const value = chosen.length === 0 ? 'All' : chosen.map((one) => words[one] ?? one).join(', ');
  return (
    <Field label={label} className={styles.field}>
      <Dropdown
        multiselect
        className={styles.control}
        value={value}
        selectedOptions={[...chosen]}
        onOptionSelect={(_, { selectedOptions }) => onChange(all.filter((one) => selectedOptions.includes(one)))}
      >
        {all.map((one) => (
          <Option key={one} value={one}>
            {words[one]}
          </Option>
        ))}
      </Dropdown>
    </Field>
  );
}

/** A text that is asked for when typing pauses: every letter would be a question of its own. */
function useTyped(value: string, onChange: (value: string) => void): readonly [string, (value: string) => void] {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  useEffect(() => {
    if (typed === value) return undefined;
    const waiting = setTimeout(() => onChange(typed), 250);
    return () => clearTimeout(waiting);
  }, [typed, value, onChange]);
  return [typed, setTyped];
}

const mostCodes = 60;

export function EventFilters({ app, textSearch }: { readonly app: LogFilter; readonly textSearch: 'indexed' | 'slow' }) {
  const styles = useStyles();
  const filter = useSteward((state) => state.logFilter);
  const change = useSteward((state) => state.changeLogFilter);
  const clear = useSteward((state) => state.clearLogFilter);
  const revision = useSteward((state) => state.logRevision);
  const readCodes = useSteward((state) => state.readLogCodes);
  const codes = useReply(readCodes, { filter: app, revision }).value?.codes ?? [];
  const [setText] = useState(() => (text: string) => change({ text }));
  const [setObject] = useState(() => (object: string) => change({ object: object.trim() }));
  const [text, typeText] = useTyped(filter.text ?? '', setText);
  const [object, typeObject] = useTyped(filter.object ?? '', setObject);
  const codeWords = Object.fromEntries(codes.slice(0, mostCodes).map(({ code, events }) => [code, `${code} (${events.toLocaleString('en')})`]));
  return (
    <search className={styles.grid} aria-label="Which events">
      <SearchBox
        className={mergeClasses(styles.wide, styles.search)}
        aria-label="Search all texts of the events"
        placeholder={
          textSearch === 'indexed' ? 'Words in names, codes, reasons and changed values' : 'Words in names, codes and reasons (slow on this machine)'
        }
        dir="auto"
        maxLength={300}
        value={text}
        onChange={(_, data) => typeText(data.value)}
      />
      <Many<LogStatus> label="Result" words={logStatusWords} chosen={filter.statuses} onChange={(statuses) => change({ statuses })} />
      <Many<LogAction> label="Action" words={logActionWords} chosen={filter.actions} onChange={(actions) => change({ actions })} />
      <Many<LogObjectKind> label="Kind" words={logKindWords} chosen={filter.kinds} onChange={(kinds) => change({ kinds })} />
      <Many<string> label="Code" words={codeWords} chosen={filter.codes} onChange={(chosen) => change({ codes: chosen })} />
      <Field label="Person or group, exactly" className={styles.field}>
        <Input
          className={styles.control}
          placeholder="User name, name or ID"
          dir="auto"
          maxLength={300}
          value={object}
          onChange={(_, data) => typeObject(data.value)}
        />
      </Field>
      <Field label="From" className={styles.field}>
        <Input
          type="datetime-local"
          className={styles.control}
          input={{ style: { minWidth: 0 } }}
          value={toField(filter.from)}
          onChange={(_, data) => change({ from: fromField(data.value) })}
        />
      </Field>
      <Field label="Before" className={styles.field}>
        <Input
          type="datetime-local"
          className={styles.control}
          input={{ style: { minWidth: 0 } }}
          value={toField(filter.to)}
          onChange={(_, data) => change({ to: fromField(data.value) })}
        />
      </Field>
      <Checkbox
        label="Only what still fails"
        checked={filter.open === true}
        onChange={(_, { checked }) => change({ open: checked === true ? true : undefined })}
      />
      {Object.keys(filter).length === 0 ? null : (
        <div className={styles.wide}>
          <Button size="small" icon={<FilterDismissRegular />} onClick={() => clear()}>
            Show all events
          </Button>
        </div>
      )}
    </search>
  );
}
