// What a run did to the target: made, removed, left behind. One row an object.
import { makeStyles, Table, TableBody, TableCell, TableHeader, TableHeaderCell, TableRow, Text, tokens } from '@fluentui/react-components';
import type { Effect } from '../../contract/common.ts';
import { effectStateWords } from '../words/labels.ts';
import { PeopleRegular, PersonRegular } from './icons.ts';
import { StatusBadge } from './status.tsx';

const useStyles = makeStyles({
  scroll: { overflowX: 'auto' },
  table: { minWidth: '520px' },
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
            <TableHeaderCell>Name</TableHeaderCell>
            <TableHeaderCell className={styles.state}>Now</TableHeaderCell>
            <TableHeaderCell>Seen</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {effects.map((effect) => (
            <TableRow key={effect.journalId}>
              <TableCell>
                <span className={styles.name}>
                  {effect.resourceType === 'User' ? <PersonRegular aria-label="Person" /> : <PeopleRegular aria-label="Group" />}
                  {effect.name}
                </span>
              </TableCell>
              <TableCell className={styles.state}>
                <StatusBadge status={states[effect.state]} word={effectStateWords[effect.state]} />
              </TableCell>
              <TableCell>
                <Text className={styles.quiet}>{effect.note ?? (effect.resourceId === undefined ? '' : `id ${effect.resourceId}`)}</Text>
              </TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}
