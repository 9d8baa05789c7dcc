// How many people lose a group, and every group: one answer under the stated login, or one for each possibility while it is not stated.
import {
  Caption1,
  makeStyles,
  mergeClasses,
  Table,
  TableBody,
  TableCell,
  TableHeader,
  TableHeaderCell,
  TableRow,
  Text,
  Title2,
  tokens,
} from '@fluentui/react-components';
import type { NestedSummary, NestedTotals } from '../../../contract/nested-groups.ts';
import { Panel } from '../../components/panel.tsx';
import { Tag, ToneIcon } from '../../components/status.tsx';
import { count } from '../../words/format.ts';
import { lastingWords, modeMeaning, modeWords } from '../../words/nested.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  figures: {
    display: 'grid',
    gridTemplateColumns: 'repeat(3, minmax(0, 1fr))',
    gap: '16px 24px',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  figure: { display: 'flex', flexDirection: 'column', rowGap: '2px', minWidth: 0 },
  number: { fontVariantNumeric: 'tabular-nums', letterSpacing: '-0.01em' },
  bad: { color: tokens.colorStatusDangerForeground1 },
  quiet: { color: tokens.colorNeutralForeground3 },
  line: { display: 'flex', columnGap: '10px', alignItems: 'flex-start' },
  scroll: { overflowX: 'auto', margin: '0 -24px', [narrow]: { margin: '0 -16px' } },
  first: { paddingLeft: '24px', width: '46%', [narrow]: { paddingLeft: '16px' } },
  last: { paddingRight: '24px', [narrow]: { paddingRight: '16px' } },
  cell: { textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
  // The button inside a header cell fills it: its words go to the side of the numbers.
  headCell: { textAlign: 'right', color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, '& > *': { justifyContent: 'flex-end' } },
  head: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  mode: { display: 'flex', flexDirection: 'column', padding: '8px 0' },
});

const number = (value: number) => value.toLocaleString('en');

function Figure({ value, words, look }: { readonly value: number; readonly words: string; readonly look: 'bad' | 'plain' }) {
  const styles = useStyles();
  return (
    <div className={styles.figure}>
      <Title2 as="p" className={mergeClasses(styles.number, look === 'bad' && value > 0 && styles.bad)} style={{ margin: 0 }}>
        {number(value)}
      </Title2>
      <Text className={styles.quiet}>{words}</Text>
    </div>
  );
}

function One({ totals }: { readonly totals: NestedTotals }) {
  const styles = useStyles();
  return (
    <div className={styles.figures}>
      <Figure
        value={totals.peopleLost}
        look="bad"
        words={totals.peopleLost === 1 ? 'person loses at least one group' : 'people lose at least one group'}
      />
      <Figure
        value={totals.peopleLosingAll}
        look="bad"
        words={totals.peopleLosingAll === 1 ? 'of them loses every group' : 'of them lose every group'}
      />
      <Figure
        value={totals.groupsLosing}
        look="plain"
        words={`of ${count(totals.groups, 'assigned group loses', 'assigned groups lose')} somebody`}
      />
    </div>
  );
}

function Each({ answers }: { readonly answers: NestedSummary['answers'] }) {
  const styles = useStyles();
  return (
    <div className={styles.scroll}>
      <Table aria-label="People who lose groups, for each thing a login may send">
        <TableHeader>
          <TableRow>
            <TableHeaderCell className={mergeClasses(styles.first, styles.head)}>If a login sends</TableHeaderCell>
            <TableHeaderCell className={styles.headCell}>Lose a group</TableHeaderCell>
            <TableHeaderCell className={styles.headCell}>Lose every group</TableHeaderCell>
            <TableHeaderCell className={mergeClasses(styles.headCell, styles.last)}>Groups concerned</TableHeaderCell>
          </TableRow>
        </TableHeader>
        <TableBody>
          {answers.map(({ mode, totals }) => (
            <TableRow key={mode}>
              <TableCell className={styles.first}>
                <span className={styles.mode}>
                  <Text weight="semibold">{modeWords[mode]}</Text>
                  <Caption1 className={styles.quiet}>{modeMeaning[mode]}</Caption1>
                </span>
              </TableCell>
              <TableCell className={mergeClasses(styles.cell, totals.peopleLost > 0 && styles.bad)}>{number(totals.peopleLost)}</TableCell>
              <TableCell className={mergeClasses(styles.cell, totals.peopleLosingAll > 0 && styles.bad)}>{number(totals.peopleLosingAll)}</TableCell>
              <TableCell className={mergeClasses(styles.cell, styles.last)}>{number(totals.groupsLosing)}</TableCell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </div>
  );
}

export function SummaryPanel({ summary }: { readonly summary: NestedSummary }) {
  const styles = useStyles();
  const { answers, lasting } = summary;
  const [first] = answers;
  if (first === undefined) return null;
  const stated = answers.length === 1;
  const nobody = answers.every(({ totals }) => totals.peopleLost === 0);
  const groups = count(
    first.totals.groups,
    summary.allTakenAsAssigned ? 'group' : 'assigned group',
    summary.allTakenAsAssigned ? 'groups' : 'assigned groups',
  );
  const gained = first.totals.membershipsGained;
  return (
    <Panel
      title={stated ? `If a login sends “${modeWords[first.mode]}”` : 'Who loses groups'}
      {...(stated ? {} : { aside: <Tag look="warning">Depends on what a login sends</Tag> })}
      {...(stated || nobody
        ? {}
        : { text: 'It is not stated yet which groups a login sends, so here is the answer for each possibility. State it below.' })}
    >
      {nobody ? (
        <div className={styles.line}>
          <ToneIcon tone="good" />
          <Text>
            Nobody loses a group: {first.totals.groups === 0 ? 'no group is assigned' : `everyone in the ${groups} is a direct member`}
            {stated && first.mode === 'assigned-groups' ? ', or a login sends no more than that' : ''}.
          </Text>
        </div>
      ) : (
        <>
          {stated ? <One totals={first.totals} /> : <Each answers={answers} />}
          <Text as="p" style={{ margin: 0 }}>
            {lastingWords[lasting]}
          </Text>
        </>
      )}
      {gained === 0 || !stated ? null : (
        <Text as="p" className={styles.quiet} style={{ margin: 0 }}>
          Provisioning adds {count(gained, 'membership', 'memberships')} that a login does not send.
        </Text>
      )}
      {summary.allTakenAsAssigned ? (
        <Caption1 className={styles.quiet}>
          The snapshot does not say which groups are assigned to the app: all {number(first.totals.groups)} are taken as assigned.
        </Caption1>
      ) : null}
    </Panel>
  );
}
