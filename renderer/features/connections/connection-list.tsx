// The connections as rows: which is chosen, what each is, and what can be done with it.
import { Button, Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import { ConnectionTags } from '../../components/connection-tags.tsx';
import { ArrowExportRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { rawButton } from '../../components/raw-button.ts';
import { useSteward } from '../../state/context.ts';
import { count } from '../../words/format.ts';
import { idpWords } from '../../words/labels.ts';
import { ConnectionMenu } from './connection-menu.tsx';
import { RemoveDialog } from './remove-dialog.tsx';

const useStyles = makeStyles({
  // About six rows: what is chosen stands below and must not be far.
  list: { listStyleType: 'none', margin: 0, padding: 0, maxHeight: '400px', overflowY: 'auto' },
  item: {
    display: 'flex',
    alignItems: 'center',
    columnGap: '8px',
    paddingRight: '16px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1Hover },
  },
  chosen: { backgroundColor: tokens.colorNeutralBackground1Selected, ':hover': { backgroundColor: tokens.colorNeutralBackground1Selected } },
  pick: {
    ...rawButton,
    flexGrow: 1,
    minWidth: 0,
    display: 'grid',
    gridTemplateColumns: '18px minmax(0, 1fr) auto',
    columnGap: '14px',
    alignItems: 'center',
    padding: '14px 8px 14px 24px',
    '@media (max-width: 760px)': { gridTemplateColumns: '18px minmax(0, 1fr)', padding: '14px 8px 14px 16px' },
  },
  dot: {
    boxSizing: 'border-box',
    width: '16px',
    height: '16px',
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
  },
  dotChosen: { border: `5px solid ${tokens.colorBrandForeground1}` },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: { overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  tags: { '@media (max-width: 760px)': { gridColumnStart: 2, paddingTop: '6px' } },
});

function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : url === '' ? 'No SCIM URL yet' : url;
}

export function ConnectionList({ connections }: { readonly connections: readonly Connection[] }) {
  const styles = useStyles();
  const selectedId = useSteward((state) => state.selectedId);
  const locks = useSteward((state) => state.locks);
  const select = useSteward((state) => state.selectConnection);
  const exportConnections = useSteward((state) => state.exportConnections);
  const [removing, setRemoving] = useState<Connection | undefined>(undefined);
  const chosenRow = useRef<HTMLLIElement>(null);
  const own = connections.filter((connection) => !connection.practice);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another choice is the event
  useEffect(() => {
    chosenRow.current?.scrollIntoView({ block: 'nearest' });
  }, [selectedId]);
  return (
    <Panel
      title={count(connections.length, 'connection', 'connections')}
      edges="flush"
      aside={
        own.length === 0 ? undefined : (
          <Button
            size="small"
            appearance="subtle"
            icon={<ArrowExportRegular />}
            onClick={() => void exportConnections(own.map((connection) => connection.id))}
          >
            Export all
          </Button>
        )
      }
    >
      <ul className={styles.list}>
        {connections.map((connection) => {
          const chosen = connection.id === selectedId;
          return (
            <li key={connection.id} ref={chosen ? chosenRow : undefined} className={mergeClasses(styles.item, chosen && styles.chosen)}>
              <button
                type="button"
                className={styles.pick}
                aria-pressed={chosen}
                aria-label={`Work with ${connection.name}`}
                onClick={() => void select(connection.id)}
              >
                <span className={mergeClasses(styles.dot, chosen && styles.dotChosen)} aria-hidden="true" />
                <span className={styles.words}>
                  <Text weight="semibold" className={styles.name}>
                    {connection.name}
                  </Text>
                  <Caption1 className={styles.quiet}>
                    {idpWords[connection.idp]} · {hostOf(connection.scimUrl)}
                  </Caption1>
                </span>
                <span className={styles.tags}>
                  <ConnectionTags connection={connection} lock={locks[connection.id]} />
                </span>
              </button>
              <ConnectionMenu connection={connection} onRemove={() => setRemoving(connection)} />
            </li>
          );
        })}
      </ul>
      {removing === undefined ? null : <RemoveDialog connection={removing} onClose={() => setRemoving(undefined)} />}
    </Panel>
  );
}
