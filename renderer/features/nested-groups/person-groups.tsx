// The assigned groups of one person: what a login sends, what provisioning sends, and every way into each.
import { Link, makeStyles, Text, tokens } from '@fluentui/react-components';
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
});

function byWords({ byLogin, byProvisioning }: PersonGroup): string {
  if (byLogin && !byProvisioning) return 'Lost when provisioning takes over.';
  if (!byLogin && byProvisioning) return 'Gained: provisioning sends it, a login does not.';
  if (byLogin) return 'Kept.';
  return 'Sent by neither.';
}

export function PersonGroups({ groups }: { readonly groups: readonly PersonGroup[] }) {
  const styles = useStyles();
  if (groups.length === 0) {
    return (
      <Panel>
        <Empty icon={<PeopleRegular />} title="In no assigned group" text="Neither as a direct member nor through another group." />
      </Panel>
    );
  }
  const lost = groups.filter((group) => group.byLogin && !group.byProvisioning);
  const ordered = [...lost, ...groups.filter((group) => !lost.includes(group))];
  return (
    <Panel
      title={`In ${count(groups.length, 'assigned group', 'assigned groups')}`}
      text={lost.length === 0 ? 'None of them is lost.' : `${count(lost.length, 'is', 'are')} lost when provisioning takes over from login.`}
      edges="flush"
    >
      <ul className={styles.list} aria-label="Groups of the person">
        {ordered.map((group) => (
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
    </Panel>
  );
}
