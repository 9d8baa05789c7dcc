// One file of an import: how it was understood, its first rows, what it holds and which column is what. All of it can be put right.
import { Button, Caption1, Field, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Select, Text, tokens } from '@fluentui/react-components';
import { Disclosure } from '../../components/disclosure.tsx';
import { CheckmarkCircleFilled, DismissRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { bytes } from '../../words/format.ts';
import { type ChosenFile, fieldsOf, fileSetWords, formWords, isEmpty, missingFields } from '../../words/import-files.ts';

const useStyles = makeStyles({
  head: { display: 'flex', alignItems: 'flex-start', gap: '12px' },
  words: { flexGrow: 1, minWidth: 0, display: 'flex', flexDirection: 'column', rowGap: '2px', overflowWrap: 'anywhere' },
  name: { margin: 0, fontSize: tokens.fontSizeBase400, lineHeight: tokens.lineHeightBase400, fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground3 },
  remembered: { display: 'inline-flex', alignItems: 'center', columnGap: '6px', color: tokens.colorNeutralForeground3 },
  good: { display: 'inline-flex', color: tokens.colorStatusSuccessForeground1 },
  holds: { maxWidth: '360px' },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fill, minmax(220px, 1fr))', gap: '14px 16px', alignItems: 'start' },
  scroll: { overflowX: 'auto', border: `1px solid ${tokens.colorNeutralStroke2}`, borderRadius: tokens.borderRadiusMedium },
  table: { borderCollapse: 'collapse', fontSize: tokens.fontSizeBase200, minWidth: '100%' },
  header: {
    textAlign: 'left',
    padding: '6px 12px',
    maxWidth: '240px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontWeight: tokens.fontWeightSemibold,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  cell: {
    padding: '5px 12px',
    maxWidth: '240px',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

const csvSets = ['users', 'groups', 'memberships'] as const;

/** The first rows as the file has them, under its own headers. */
function FirstRows({ file }: { readonly file: ChosenFile }) {
  const styles = useStyles();
  const { headers, firstRows, name } = file.inspected;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table must be scrollable by keyboard
    <section className={styles.scroll} tabIndex={0} aria-label={`First rows of ${name}`}>
      <table className={styles.table}>
        <thead>
          <tr>
            {headers.map((header, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a file can have one header twice, and columns never move
              <th key={column} scope="col" className={styles.header}>
                <bdi>{header === '' ? '(no header)' : header}</bdi>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {firstRows.map((row, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows of a file have no other name than their place
            <tr key={line}>
              {headers.map((_, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: as above
                <td key={column} className={styles.cell} title={row[column]}>
                  <bdi>{row[column] ?? ''}</bdi>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Columns({ file }: { readonly file: ChosenFile }) {
  const styles = useStyles();
  const match = useSteward((state) => state.matchColumn);
  const { handle, headers } = file.inspected;
  return (
    <div className={styles.grid}>
      {fieldsOf(file.set).map(([field, { title, need }]) => {
        const missing = need === 'required' && file.columns[field] === undefined;
        return (
          <Field
            key={field}
            label={title}
            required={need === 'required'}
            {...(missing ? { validationState: 'error', validationMessage: 'Choose its column.' } : {})}
          >
            <Select value={file.columns[field] ?? ''} onChange={(_, data) => match(handle, field, data.value)}>
              <option value="">{need === 'required' ? 'Choose a column' : 'Not in the file'}</option>
              {[...new Set(headers)]
                .filter((header) => header !== '')
                .map((header) => (
                  <option key={header} value={header}>
                    {header}
                  </option>
                ))}
            </Select>
          </Field>
        );
      })}
    </div>
  );
}

export function ImportFile({ file }: { readonly file: ChosenFile }) {
  const styles = useStyles();
  const change = useSteward((state) => state.changeImportFile);
  const drop = useSteward((state) => state.dropImportFile);
  const { inspected, set } = file;
  const { handle, name, problems, remembered, headers } = inspected;
  const fields = fieldsOf(set);
  const matched = fields.filter(([field]) => file.columns[field] !== undefined).length;
  const missing = missingFields(file);
  return (
    <Panel>
      <div className={styles.head}>
        <div className={styles.words}>
          <h2 className={styles.name}>
            <bdi>{name}</bdi>
          </h2>
          <Text className={styles.quiet}>
            {bytes(inspected.bytes)}, {formWords(inspected)}
          </Text>
          {remembered ? (
            <Caption1 className={styles.remembered}>
              <span className={styles.good} aria-hidden="true">
                <CheckmarkCircleFilled fontSize={16} />
              </span>
              Its columns are as you chose them the last time.
            </Caption1>
          ) : null}
        </div>
        <Button appearance="subtle" icon={<DismissRegular />} aria-label={`Take ${name} out`} onClick={() => drop(handle)} />
      </div>
      {problems.length === 0 ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Look at this file again.</MessageBarTitle> {problems.join(' ')}
          </MessageBarBody>
        </MessageBar>
      )}
      {set === 'graph-json' ? (
        <Text className={styles.quiet}>
          {fileSetWords[set].title}. {fileSetWords[set].text}
        </Text>
      ) : isEmpty(file) ? null : (
        <Field label="It holds" hint={fileSetWords[set].text} className={styles.holds}>
          <Select
            value={set}
            onChange={(_, data) => {
              const next = csvSets.find((one) => one === data.value);
              if (next !== undefined) void change(handle, next);
            }}
          >
            {csvSets.map((one) => (
              <option key={one} value={one}>
                {fileSetWords[one].title}
              </option>
            ))}
          </Select>
        </Field>
      )}
      {headers.length === 0 ? null : <FirstRows file={file} />}
      {fields.length === 0 || headers.length === 0 ? null : (
        <Disclosure
          title="Which column is what"
          summary={missing.length > 0 ? `Missing: ${missing.join(', ')}` : `${matched} of ${fields.length} found`}
          start={missing.length > 0 ? 'open' : 'closed'}
        >
          <Columns file={file} />
        </Disclosure>
      )}
    </Panel>
  );
}
