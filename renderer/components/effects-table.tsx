// What a run did to the target: made, removed, left behind. One row an object.
import {
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  tokens,
} from '@fluentui/react-components';
import type { Effect } from '../../contract/common.ts';
import { neverMade } from '../words/effects.ts';
import { effectStateWords } from '../words/labels.ts';
import { PeopleRegular, PersonRegular } from './icons.ts';
import { StatusBadge } from './status.tsx';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  first: { padding: '6px 8px 6px 24px', width: '44%', [narrow]: { paddingLeft: '16px', width: 'auto' } },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  table: { minWidth: '520px', [narrow]: { minWidth: 0 } },
  wide: { paddingRight: '24px', [narrow]: { display: 'none' } },
  slim: { display: 'none', [narrow]: { display: 'block' } },
  name: { display: 'inline-flex', alignItems: 'center', columnGap: '8px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3, overflowWrap: 'anywhere' },
  state: { width: '150px' },
});

const states = { undone: 'passed', done: 'warned', intended: 'warned', unknown: 'skipped' } as const;

export function EffectsTable({ effects, label }: { readonly effects: readonly Effect[]; readonly label: string }) {
  const styles = useStyles();
  return (
    <div className={styles.scroll}>
      <Table aria-label={label} className={styles.table}>
        <TableHeader>
          <TableRow>
            <TableHeaderCell className={mergeClasses(styles.first, styles.head)}>Name</TableHeaderCell>
            <TableHeaderCell className={mergeClasses(styles.state, styles.head)}>Now</TableHeaderCell>
            <TableHeaderCell className={mergeClasses(styles.head, styles.wide)}>Seen</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {effects.map((effect) => (
            <TableRow key={effect.journalId}>
              <TableCell className={styles.first}>
                <span className={styles.name}>
                  {effect.resourceType === 'User' ? <PersonRegular aria-label="Person" /> : <PeopleRegular aria-label="Group" />}
                  {effect.name}
                </span>
                <Text size={200} className={mergeClasses(styles.quiet, styles.slim)}>
                  {effect.note}
                </Text>
              </TableCell>
              <TableCell className={styles.state}>
                {neverMade(effect) ? (
                  <StatusBadge status="skipped" word="Never made" />
                ) : (
                  <StatusBadge status={states[effect.state]} word={effectStateWords[effect.state]} />
                )}
              </TableCell>
              <TableCell className={styles.wide}>
                <Text className={styles.quiet}>{effect.note ?? (effect.resourceId === undefined ? '' : `id ${effect.resourceId}`)}</Text>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
