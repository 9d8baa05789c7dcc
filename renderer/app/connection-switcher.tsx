// Which connection everything on screen is about, and the way to another one.
import {
  Caption1,
  Menu,
  MenuDivider,
  MenuGroup,
  MenuItem,
  MenuItemRadio,
  MenuList,
  MenuPopover,
  MenuTrigger,
  makeStyles,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ConnectionTags } from '../components/connection-tags.tsx';
import { AddRegular, ChevronUpDownRegular, PlugConnectedRegular } from '../components/icons.ts';
import { rawButton } from '../components/raw-button.ts';
import { useSelectedCard, useSelectedConnection, useSteward } from '../state/context.ts';
import { idpWords } from '../words/labels.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  button: {
    ...rawButton,
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) 16px',
    alignItems: 'center',
    columnGap: '8px',
    rowGap: '6px',
    padding: '10px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    ':hover': { border: `1px solid ${tokens.colorNeutralStroke1}` },
    [narrow]: { display: 'inline-flex', padding: '10px', justifyContent: 'center' },
  },
  words: { display: 'flex', flexDirection: 'column', minWidth: 0, [narrow]: { display: 'none' } },
  name: { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  quiet: { color: tokens.colorNeutralForeground3, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  chevron: { display: 'inline-flex', color: tokens.colorNeutralForeground3, [narrow]: { display: 'none' } },
  tags: { gridColumnStart: 1, gridColumnEnd: 3, ':empty': { display: 'none' }, [narrow]: { display: 'none' } },
  icon: { display: 'none', fontSize: '18px', color: tokens.colorBrandForeground1, [narrow]: { display: 'inline-flex' } },
  popover: { maxWidth: 'min(480px, calc(100vw - 24px))' },
  // Scrolls by itself, so that “Add a connection” is always at hand.
  list: { maxHeight: '56vh', overflowY: 'auto' },
  item: { maxWidth: 'none' },
});

/** The chosen one may stand far down in a long list. */
function intoView(row: HTMLElement | null): void {
  row?.scrollIntoView({ block: 'nearest' });
}

export function ConnectionSwitcher() {
  const styles = useStyles();
  const connections = useSteward((state) => state.connections) ?? [];
  const select = useSteward((state) => state.selectConnection);
  const navigate = useSteward((state) => state.navigate);
  const selected = useSelectedConnection();
  const card = useSelectedCard();
  const name = selected?.name ?? 'Choose a connection';
  return (
    <Menu
      checkedValues={{ connection: selected === undefined ? [] : [selected.id] }}
      onCheckedValueChange={(_, data) => {
        const [id] = data.checkedItems;
        if (id !== undefined) void select(id);
      }}
    >
      <MenuTrigger disableButtonEnhancement>
        <button type="button" className={styles.button} aria-label={`Connection: ${name}. Switch`} title={name}>
          <span className={styles.icon} aria-hidden="true">
            <PlugConnectedRegular />
          </span>
          <span className={styles.words}>
            <Text weight="semibold" className={styles.name}>
              {name}
            </Text>
            {selected === undefined ? null : <Caption1 className={styles.quiet}>{idpWords[selected.idp]}</Caption1>}
          </span>
          <span className={styles.chevron} aria-hidden="true">
            <ChevronUpDownRegular />
          </span>
          <span className={styles.tags}>{selected === undefined ? null : <ConnectionTags connection={selected} lock={card?.lock} />}</span>
        </button>
      </MenuTrigger>
      <MenuPopover className={styles.popover}>
        <MenuList>
          <MenuItem className={styles.item} icon={<AddRegular />} onClick={() => navigate({ screen: 'connections', id: 'new' })}>
            Add a connection
          </MenuItem>
          <MenuDivider />
          <MenuGroup className={styles.list}>
            {connections.map((connection) => (
              <MenuItemRadio
                key={connection.id}
                ref={connection.id === selected?.id ? intoView : undefined}
                className={styles.item}
                name="connection"
                value={connection.id}
                secondaryContent={connection.practice ? 'Practice' : connection.production ? 'Production' : ''}
              >
                {connection.name}
              </MenuItemRadio>
            ))}
          </MenuGroup>
        </MenuList>
      </MenuPopover>
    </Menu>
  );
}
