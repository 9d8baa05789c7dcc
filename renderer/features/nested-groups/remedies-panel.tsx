// What can be done about a group that loses people: each way with its effect, what it needs in Foundry, and its script for review.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Remedy } from '../../../contract/nested-groups.ts';
import { ArrowDownloadRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Panel } from '../../components/panel.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSteward } from '../../state/context.ts';
import type { NestedExport } from '../../state/nested-groups-slice.ts';
import { useReply } from '../../state/use-reply.ts';
import { count } from '../../words/format.ts';
import { AssignDetails } from './assign-details.tsx';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none', display: 'flex', flexDirection: 'column' },
  item: {
    display: 'grid',
    gridTemplateColumns: '28px minmax(0, 1fr)',
    columnGap: '14px',
    padding: '18px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    [narrow]: { padding: '16px', gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  letter: {
    display: 'grid',
    placeItems: 'center',
    width: '28px',
    height: '28px',
    borderRadius: tokens.borderRadiusCircular,
    backgroundColor: tokens.colorBrandBackground2,
    color: tokens.colorBrandForeground1,
    fontWeight: tokens.fontWeightSemibold,
    [narrow]: { display: 'none' },
  },
  body: { display: 'flex', flexDirection: 'column', rowGap: '10px', minWidth: 0, overflowWrap: 'anywhere' },
  text: { margin: 0 },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

function titleOf(remedy: Remedy): string {
  switch (remedy.kind) {
    case 'assign':
      return remedy.groups.length === 0 ? 'Grant the same to groups that are assigned already' : 'Assign the groups inside too';
    case 'flat-copy':
      return 'Make a flat copy';
    case 'leave-out':
      return 'Leave them out on purpose';
  }
}

type Save = readonly (readonly [string, NestedExport])[];

function savesOf(remedy: Remedy): Save {
  if (remedy.kind === 'assign') {
    return remedy.groups.length === 0
      ? []
      : [
          ['Save the script for Entra', 'entra-assign-script'],
          ['Save the script for Okta', 'okta-assign-script'],
        ];
  }
  if (remedy.kind === 'flat-copy') {
    return [
      ['Save the script for Entra', 'entra-flat-copy-script'],
      ['Save its members (CSV)', 'flat-copy-members'],
    ];
  }
  return [['Save who loses it (CSV)', 'people']];
}

function Details({ remedy }: { readonly remedy: Remedy }): ReactNode {
  if (remedy.kind === 'assign') return <AssignDetails remedy={remedy} />;
  if (remedy.kind === 'flat-copy') {
    return (
      <Text>
        A new group, <bdi>“{remedy.name}”</bdi>, with {count(remedy.members, 'direct member', 'direct members')} and no group inside. Assign it in the
        place of this one, and grant it the same in Foundry.
      </Text>
    );
  }
  return null;
}

interface RemediesPanelProps {
  readonly snapshotId: string;
  readonly groupId: string;
  readonly name: string;
}

export function RemediesPanel({ snapshotId, groupId, name }: RemediesPanelProps) {
  const styles = useStyles();
  const read = useSteward((state) => state.readRemedies);
  const save = useSteward((state) => state.exportNested);
  const { value, state, trouble, again } = useReply(read, { snapshotId, groupId });
  if (state === 'failed') return <Trouble title="What can be done could not be worked out" text={trouble} onAgain={() => void again()} />;
  if (value === undefined) return <Loading what="What can be done" lines={5} />;
  return (
    <Panel
      title="What can be done"
      text="SCIM Steward changes nothing and never runs a script. Read it, have it approved, and run it yourself."
      edges="flush"
    >
      <ol className={styles.list} aria-label={`Remedies for ${name}`}>
        {value.remedies.map((remedy, at) => (
          <li key={remedy.kind} className={styles.item}>
            <span className={styles.letter} aria-hidden="true">
              {at + 1}
            </span>
            <div className={styles.body}>
              <Text as="h3" weight="semibold" size={400} className={styles.text}>
                {titleOf(remedy)}
              </Text>
              <Text>{remedy.effect}</Text>
              <Details remedy={remedy} />
              {savesOf(remedy).length === 0 ? null : (
                <div className={styles.bar}>
                  {savesOf(remedy).map(([words, what]) => (
                    <Button key={what} icon={<ArrowDownloadRegular />} onClick={() => void save(snapshotId, what, [groupId])}>
                      {words}
                    </Button>
                  ))}
                </div>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Panel>
  );
}
