// Break something on purpose: the practice tenant's faults, to see what a failure looks like and how it is explained.
import { Button, Caption1, Caption1Strong, Checkbox, makeStyles, SearchBox, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import { useSteward } from '../state/context.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', gap: '8px', alignItems: 'center', flexWrap: 'wrap' },
  box: {
    maxHeight: '320px',
    overflowY: 'auto',
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    padding: '4px 14px 12px',
    backgroundColor: tokens.colorNeutralBackground2,
  },
  groupTitle: { margin: '12px 0 2px', color: tokens.colorNeutralForeground3, display: 'block' },
  group: {
    display: 'grid',
    alignItems: 'start',
    gridTemplateColumns: 'repeat(auto-fill, minmax(280px, 1fr))',
    border: 'none',
    padding: 0,
    margin: 0,
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface FaultsPickerProps {
  readonly value: readonly string[];
  readonly onChange: (faults: readonly string[]) => void;
}

export function FaultsPicker({ value, onChange }: FaultsPickerProps) {
  const styles = useStyles();
  const faults = useSteward((state) => state.practice?.faults) ?? [];
  const [query, setQuery] = useState('');
  const wanted = query.trim().toLowerCase();
  const shown = faults.filter((fault) => `${fault.title} ${fault.name} ${fault.group}`.toLowerCase().includes(wanted));
  const groups = [...new Set(shown.map((fault) => fault.group))];
  return (
    <>
      <div className={styles.tools}>
        <SearchBox size="small" placeholder="Find a fault" aria-label="Find a fault" value={query} onChange={(_, data) => setQuery(data.value)} />
        <Button size="small" appearance="subtle" disabled={value.length === 0} onClick={() => onChange([])}>
          Break nothing
        </Button>
        <Caption1 className={styles.quiet}>{value.length === 0 ? 'Nothing is broken' : `${value.length} chosen`}</Caption1>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling block must be reachable by keyboard */}
      <section className={styles.box} tabIndex={0} aria-label="Faults of the practice tenant">
        {groups.map((group) => (
          <fieldset key={group} style={{ border: 'none', padding: 0, margin: 0 }}>
            <legend style={{ padding: 0 }}>
              <Caption1Strong className={styles.groupTitle}>{group}</Caption1Strong>
            </legend>
            <div className={styles.group}>
              {shown
                .filter((fault) => fault.group === group)
                .map((fault) => (
                  <Checkbox
                    key={fault.name}
                    label={fault.title}
                    checked={value.includes(fault.name)}
                    onChange={(_, data) => onChange(data.checked === true ? [...value, fault.name] : value.filter((name) => name !== fault.name))}
                  />
                ))}
            </div>
          </fieldset>
        ))}
        {shown.length === 0 ? <Caption1 className={styles.quiet}>No fault is called that.</Caption1> : null}
      </section>
    </>
  );
}
