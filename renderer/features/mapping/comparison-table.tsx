// Both sides of one person beside each other: what the sign-in carried, what SCIM sends, and what each pair says. Groups of one side,
// and those that agree, stand in one line each.
import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ClaimCheck, ClaimComparison } from '../../../contract/mapping.ts';
import { Panel } from '../../components/panel.tsx';
import { Tag } from '../../components/status.tsx';
import { count } from '../../words/format.ts';
import { comparisonCounts, relationWords } from '../../words/mapping.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  row: {
    display: 'grid',
    gridTemplateColumns: '150px minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '16px',
    rowGap: '4px',
    padding: '12px 0',
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
    ':first-child': { borderTop: 'none' },
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  what: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', rowGap: '4px', gridRowEnd: 'span 2', [narrow]: { gridRowEnd: 'auto' } },
  value: { display: 'flex', flexDirection: 'column', minWidth: 0, overflowWrap: 'anywhere' },
  mono: { fontFamily: tokens.fontFamilyMonospace, whiteSpace: 'pre-wrap' },
  quiet: { color: tokens.colorNeutralForeground3 },
  detail: { gridColumnStart: 2, gridColumnEnd: -1, overflowWrap: 'anywhere', [narrow]: { gridColumnStart: 1 } },
  notes: { margin: 0, paddingLeft: '18px', color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
});

function Value({ title, text }: { readonly title: string; readonly text: string | null }) {
  const styles = useStyles();
  return (
    <span className={styles.value}>
      <Caption1 className={styles.quiet}>{title}</Caption1>
      {text === null ? <Text className={styles.quiet}>nothing</Text> : <bdi className={styles.mono}>{text}</bdi>}
    </span>
  );
}

function Row({ row }: { readonly row: ClaimComparison }) {
  const styles = useStyles();
  const { word, look } = relationWords[row.relation];
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <Text weight="semibold">{row.what === 'group' ? 'Group' : row.what}</Text>
        <Tag look={look}>{word}</Tag>
      </span>
      <Value title={row.claim === '' ? 'Sign-in' : `Sign-in, ${row.claim}`} text={row.signIn} />
      <Value title="SCIM" text={row.scim} />
      <Text className={styles.detail}>{row.detail}</Text>
    </li>
  );
}

const inOneLine = ['only at sign-in', 'only by SCIM', 'equal'] as const;
const shownAtMost = 50;

/** Groups that stand on one side, or on both alike: their names in one line. */
function Groups({ rows, relation }: { readonly rows: readonly ClaimComparison[]; readonly relation: (typeof inOneLine)[number] }) {
  const styles = useStyles();
  const { word, look } = relationWords[relation];
  const [first] = rows;
  if (first === undefined) return null;
  return (
    <li className={styles.row}>
      <span className={styles.what}>
        <Text weight="semibold">{count(rows.length, 'group', 'groups')}</Text>
        <Tag look={look}>{word}</Tag>
      </span>
      <span className={styles.detail}>
        {rows.slice(0, shownAtMost).map(({ signIn, scim }, at) => (
          <span key={`${signIn} ${scim}`}>
            {at === 0 ? '' : ', '}
            <bdi className={styles.mono}>{signIn ?? scim}</bdi>
          </span>
        ))}
        {rows.length > shownAtMost ? ` and ${(rows.length - shownAtMost).toLocaleString('en')} more` : ''}
      </span>
      <Text className={styles.detail}>{first.detail}</Text>
    </li>
  );
}

export function ComparisonTable({ check }: { readonly check: ClaimCheck }) {
  const styles = useStyles();
  const lined = (row: ClaimComparison) => row.what === 'group' && inOneLine.some((relation) => relation === row.relation);
  if (check.format === 'unreadable') return null;
  return (
    <Panel title="Sign-in against SCIM" text={comparisonCounts(check.comparisons)}>
      <ul className={styles.list} aria-label="Comparison">
        {check.comparisons
          .filter((row) => !lined(row))
          .map((row) => (
            <Row key={`${row.what} ${row.claim} ${row.signIn} ${row.scim}`} row={row} />
          ))}
        {inOneLine.map((relation) => (
          <Groups key={relation} relation={relation} rows={check.comparisons.filter((row) => lined(row) && row.relation === relation)} />
        ))}
      </ul>
      {check.notes.length === 0 ? null : (
        <ul className={styles.notes} aria-label="Notes">
          {check.notes.map((note) => (
            <li key={note}>{note}</li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
