// What was seen of both sides, side by side: of what single sign-on sends, and of the account that exists. In a narrow window one under the other.
import { Caption1, makeStyles, tokens } from '@fluentui/react-components';
import type { ConflictEvidence } from '../../../contract/conflicts.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  table: { width: '100%', borderCollapse: 'collapse', tableLayout: 'fixed', fontSize: tokens.fontSizeBase200, [narrow]: { display: 'block' } },
  body: { [narrow]: { display: 'block' } },
  row: { borderTop: `1px solid ${tokens.colorNeutralStroke2}`, [narrow]: { display: 'block', padding: '8px 0' } },
  head: { [narrow]: { display: 'none' } },
  cell: {
    textAlign: 'left',
    verticalAlign: 'top',
    padding: '8px 12px 8px 0',
    fontWeight: tokens.fontWeightRegular,
    overflowWrap: 'anywhere',
    [narrow]: { display: 'block', padding: '2px 0' },
  },
  what: { width: '24%', color: tokens.colorNeutralForeground3, [narrow]: { width: 'auto' } },
  value: { fontFamily: tokens.fontFamilyMonospace },
  side: { display: 'none', color: tokens.colorNeutralForeground3, [narrow]: { display: 'block' } },
});

const sides = { signOn: 'Single sign-on sends', existing: 'The existing account' } as const;

export function EvidenceTable({ rows, label }: { readonly rows: readonly ConflictEvidence[]; readonly label: string }) {
  const styles = useStyles();
  return (
    <table className={styles.table} aria-label={label}>
      <thead className={styles.head}>
        <tr>
          <th scope="col" className={`${styles.cell} ${styles.what}`}>
            What was seen
          </th>
          <th scope="col" className={styles.cell}>
            {sides.signOn}
          </th>
          <th scope="col" className={styles.cell}>
            {sides.existing}
          </th>
        </tr>
      </thead>
      <tbody className={styles.body}>
        {rows.map((row) => (
          <tr key={row.what} className={styles.row}>
            <th scope="row" className={`${styles.cell} ${styles.what}`}>
              {row.what}
            </th>
            {(['signOn', 'existing'] as const).map((side) => (
              <td key={side} className={`${styles.cell} ${styles.value}`}>
                {row[side] === '' ? null : <Caption1 className={styles.side}>{sides[side]}</Caption1>}
                <bdi>{row[side]}</bdi>
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
