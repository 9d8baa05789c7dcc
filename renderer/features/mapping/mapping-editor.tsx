// A mapping typed in, or edited: rows of target, source and matching order for people and for groups. Nothing is changed at the identity
// provider; what flows and when goes along from the row that was read.
import { Button, Field, Input, makeStyles, Select, Subtitle2, Text, tokens } from '@fluentui/react-components';
import { useId, useRef, useState } from 'react';
import type { Mapping, ObjectMapping } from '../../../contract/mapping.ts';
import { AddRegular, DismissRegular } from '../../components/icons.ts';
import { objectWords, rowsTrouble, type TypedRow, typedRows, usualTargets, withRows } from '../../words/mapping-rows.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  object: { display: 'flex', flexDirection: 'column', rowGap: '8px' },
  list: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '8px' },
  row: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr) 116px 32px',
    gap: '8px',
    alignItems: 'center',
    [narrow]: {
      gridTemplateColumns: 'minmax(0, 1fr) 116px 32px',
      paddingBottom: '10px',
      borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    },
  },
  heads: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, [narrow]: { display: 'none' } },
  source: { [narrow]: { gridColumnStart: 1, gridColumnEnd: -1, gridRowStart: 2 } },
  mono: { fontFamily: tokens.fontFamilyMonospace, minWidth: 0, width: '100%' },
  matching: { minWidth: 0 },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

interface ObjectRowsProps {
  readonly object: ObjectMapping;
  readonly provider: Mapping['provider'];
  readonly rows: readonly TypedRow[];
  readonly onChange: (rows: readonly TypedRow[]) => void;
}

function ObjectRows({ object, provider, rows, onChange }: ObjectRowsProps) {
  const styles = useStyles();
  const targets = useId();
  const made = useRef(0);
  const what = objectWords[object.kind];
  const change = (key: string, part: Partial<TypedRow>) => onChange(rows.map((row) => (row.key === key ? { ...row, ...part } : row)));
  const trouble = rowsTrouble(rows);
  const add = () => {
    made.current += 1;
    onChange([...rows, { key: `new-${made.current}`, target: '', source: '', matchingPriority: 0, was: undefined }]);
  };
  return (
    <div className={styles.object}>
      <Subtitle2 as="h3" style={{ margin: 0 }}>
        {what}
      </Subtitle2>
      <div className={`${styles.row} ${styles.heads}`} aria-hidden="true">
        <span>Attribute at Foundry</span>
        <span>Made from</span>
        <span>Matching</span>
      </div>
      <datalist id={targets}>
        {usualTargets[object.kind].map((target) => (
          <option key={target} value={target} />
        ))}
      </datalist>
      <ul className={styles.list} aria-label={`Rows of ${what.toLowerCase()}`}>
        {rows.map((row, at) => (
          <li key={row.key} className={styles.row}>
            <Input
              input={{ className: styles.mono, list: targets }}
              aria-label={`${what}, row ${at + 1}: attribute at Foundry`}
              maxLength={1_000}
              value={row.target}
              autoComplete="off"
              spellCheck={false}
              onChange={(_, data) => change(row.key, { target: data.value })}
            />
            <span className={styles.source}>
              <Input
                style={{ width: '100%' }}
                input={{ className: styles.mono }}
                aria-label={`${what}, row ${at + 1}: made from`}
                maxLength={20_000}
                placeholder={at === rows.length - 1 && row.target === '' ? 'employeeId' : ''}
                value={row.source}
                autoComplete="off"
                spellCheck={false}
                onChange={(_, data) => change(row.key, { source: data.value })}
              />
            </span>
            <Select
              className={styles.matching}
              aria-label={`${what}, row ${at + 1}: matching`}
              disabled={provider === 'okta'}
              value={String(row.matchingPriority)}
              onChange={(_, data) => change(row.key, { matchingPriority: Number(data.value) })}
            >
              <option value="0">No</option>
              {[...new Set([1, 2, 3, row.matchingPriority])]
                .filter((priority) => priority > 0)
                .map((priority) => (
                  <option key={priority} value={priority}>
                    {priority === 1 ? '1, first' : priority}
                  </option>
                ))}
            </Select>
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={`${what}, row ${at + 1}: remove`}
              onClick={() => onChange(rows.filter(({ key }) => key !== row.key))}
            />
          </li>
        ))}
      </ul>
      <div className={styles.bar}>
        <Button icon={<AddRegular />} onClick={add}>
          Add a row
        </Button>
        {trouble === undefined ? null : <Field validationState="error" validationMessage={trouble} />}
      </div>
    </div>
  );
}

interface MappingEditorProps {
  readonly mapping: Mapping;
  /** What the button says. */
  readonly keep: string;
  readonly onKeep: (mapping: Mapping) => void;
  readonly onCancel: () => void;
}

export function MappingEditor({ mapping, keep, onKeep, onCancel }: MappingEditorProps) {
  const styles = useStyles();
  const [rows, setRows] = useState(() => mapping.objects.map(typedRows));
  const shown = mapping.objects.flatMap((object, at) => (object.kind === 'other' ? [] : [{ object, at }]));
  const troubled = shown.some(({ at }) => rowsTrouble(rows[at] ?? []) !== undefined);
  return (
    <>
      <Text as="p" className={styles.quiet} style={{ margin: 0 }}>
        {mapping.provider === 'okta'
          ? 'An attribute by its name (login), a fixed text in quotation marks. Okta’s expressions are kept, and are not evaluated here.'
          : 'An attribute by its name (employeeId), a fixed text in quotation marks, or an expression as in Entra: ToLower([mail]).'}
      </Text>
      {shown.map(({ object, at }) => (
        <ObjectRows
          key={`${object.kind} ${object.name}`}
          object={object}
          provider={mapping.provider}
          rows={rows[at] ?? []}
          onChange={(next) => setRows((before) => before.map((one, index) => (index === at ? next : one)))}
        />
      ))}
      <div className={styles.bar}>
        <Button appearance="primary" disabledFocusable={troubled} onClick={() => onKeep(withRows(mapping, rows))}>
          {keep}
        </Button>
        <Button onClick={onCancel}>Cancel</Button>
      </div>
    </>
  );
}
