// The mapping beside the sign-in, and what the rules say of both.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Connection } from '../../../contract/connections.ts';
import { useSteward } from '../../state/context.ts';
import { isKept, type MappingRoom } from '../../state/mapping-slice.ts';
import { isWhole } from '../../words/nested.ts';
import { MappingPanel } from './mapping-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { SignOnPanel } from './sign-on-panel.tsx';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function RulesTab({ connection, room }: { readonly connection: Connection; readonly room: MappingRoom }) {
  const styles = useStyles();
  const { id } = connection;
  const edit = useSteward((state) => state.editMapping);
  const check = useSteward((state) => state.checkMapping);
  const { mapping, signOn } = room;
  return (
    <>
      <MappingPanel connection={connection} room={room} />
      <SignOnPanel signOn={signOn} onChange={(next) => edit(id, { signOn: next })} />
      <div className={styles.bar}>
        <Button appearance="primary" disabledFocusable={!isWhole(signOn.groups)} onClick={() => void check(id)}>
          {mapping === null ? 'Keep the sign-in' : 'Keep and check'}
        </Button>
        <Text className={styles.quiet} role="status">
          {!isWhole(signOn.groups)
            ? 'The filter of the groups claim has no text yet.'
            : isKept(room)
              ? 'Stays with the connection on this machine. Nothing is sent.'
              : 'Changed, and not kept yet.'}
        </Text>
      </div>
      {room.check === undefined ? null : <RulesPanel check={room.check} />}
    </>
  );
}
