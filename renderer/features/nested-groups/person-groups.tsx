// The assigned groups of one person: what a login sends, what provisioning sends, and every way into each.
import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { CallOutput } from '../../../contract/calls.ts';
import { Empty } from '../../components/empty.tsx';
import { PeopleRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { StatusBadge } from '../../components/status.tsx';
import { toHash } from '../../state/routes.ts';
import { count } from '../../words/format.ts';
import { Chain } from './chain.tsx';

type PersonGroup = CallOutput<'nested.person'>['groups'][number];

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  item: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    padding: '16px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    [narrow]: { padding: '14px 16px' },
  },
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '8px 12px' },
  name: { flexGrow: 1, flexBasis: '240px', minWidth: 0, overflowWrap: 'anywhere', fontWeight: tokens.fontWeightSemibold },
  badges: { display: 'flex', flexWrap: 'wrap', gap: '6px' },
  chains: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column', rowGap: '4px' },
  quiet: { color: tokens.colorNeutralForeground3 },
  more: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: '8px 12px',
    padding: '14px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    [narrow]: { padding: '14px 16px' },
  },
});

function byWords({ byLogin, byProvisioning }: PersonGroup): string {
  if (byLogin && !byProvisioning) return 'Lost when provisioning takes over.';
  if (!byLogin && byProvisioning) return 'Gained: provisioning sends it, a login does not.';
  if (byLogin) return 'Kept.';
  return 'Sent by neither.';
}

/** A person can be in thousands of groups: they are drawn as they are asked for. */
const shownAtOnce = 25;

interface PersonGroupsProps {
  /** Lost ones first. */
  readonly groups: readonly PersonGroup[];
  readonly totals: CallOutput<'nested.person'>['totals'];
}

export function PersonGroups({ groups, totals }: PersonGroupsProps) {
  const styles = useStyles();
  const [shown, setShown] = useState(shownAtOnce);
  if (groups.length === 0) {
    return (
      <Panel>
        <Empty icon={<PeopleRegular />} title="In no assigned group" text="Neither as a direct member nor through another group." />
      </Panel>
    );
  }
  return (
    <Panel
      title={`In ${count(totals.groups, 'assigned group', 'assigned groups')}`}
      text={totals.lost === 0 ? 'None of them is lost.' : `${count(totals.lost, 'is', 'are')} lost when provisioning takes over from login.`}
      edges="flush"
    >
      <ul className={styles.list} aria-label="Groups of the person">
        {groups.slice(0, shown).map((group) => (
          <li key={group.id} className={styles.item}>
            <div className={styles.head}>
              <Link className={styles.name} href={toHash({ screen: 'nested-groups', id: 'group', part: group.id })}>
                <bdi>{group.name}</bdi>
              </Link>
              <span className={styles.badges}>
                <StatusBadge status={group.byLogin ? 'passed' : 'skipped'} word={group.byLogin ? 'By login' : 'Not by login'} />
                <StatusBadge
                  status={group.byProvisioning ? 'passed' : group.byLogin ? 'failed' : 'skipped'}
                  word={group.byProvisioning ? 'By provisioning' : 'Not by provisioning'}
                />
              </span>
            </div>
            <Text className={styles.quiet}>{byWords(group)}</Text>
            <ul className={styles.chains}>
              {group.chains.map((chain) => (
                <li key={chain.map(({ id }) => id).join(' ')}>
                  <Chain chain={chain} fit="wrapped" />
                </li>
              ))}
            </ul>
            {group.more ? <Text className={styles.quiet}>There are more ways than these.</Text> : null}
          </li>
        ))}
      </ul>
      {shown < groups.length ? (
        <div className={styles.more}>
          <Button onClick={() => setShown(shown + shownAtOnce)}>Show more</Button>
          <Text className={styles.quiet}>
            {shown} of {count(totals.groups, 'group', 'groups')} shown, lost ones first.
          </Text>
        </div>
      ) : groups.length < totals.groups ? (
        <div className={styles.more}>
          <Text className={styles.quiet}>
            The first {groups.length} of {totals.groups.toLocaleString('en')} groups, lost ones first. The export of the people holds all of them.
          </Text>
        </div>
      ) : null}
    </Panel>
  );
}
