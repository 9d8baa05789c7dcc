// The left rail in the order of the work: connection switcher on top, screens, help at the foot. Icons only in a narrow window.
import { Caption1, makeStyles, mergeClasses, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import {
  ArrowRoutingFilled,
  ArrowRoutingRegular,
  ArrowSyncFilled,
  ArrowSyncRegular,
  BookContactsFilled,
  BookContactsRegular,
  BuildingMultipleFilled,
  BuildingMultipleRegular,
  ClipboardTaskListLtrFilled,
  ClipboardTaskListLtrRegular,
  HistoryFilled,
  HistoryRegular,
  HomeFilled,
  HomeRegular,
  InfoFilled,
  InfoRegular,
  OrganizationFilled,
  OrganizationRegular,
  PersonSwapFilled,
  PersonSwapRegular,
  PlugConnectedFilled,
  PlugConnectedRegular,
  QuestionCircleRegular,
  StethoscopeFilled,
  StethoscopeRegular,
} from '../components/icons.ts';
import { useSteward } from '../state/context.ts';
import { type Screen, screenTitles, toHash } from '../state/routes.ts';
import { ConnectionSwitcher } from './connection-switcher.tsx';
import { Mark } from './mark.tsx';
import { shortcutOf, workScreens } from './screens.ts';

const narrow = '@media (max-width: 760px)';

const useStyles = makeStyles({
  rail: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '4px',
    padding: '18px 12px 12px',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRight: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowY: 'auto',
    minWidth: 0,
    [narrow]: { padding: '14px 8px', alignItems: 'center' },
  },
  brand: { display: 'flex', alignItems: 'center', columnGap: '10px', padding: '0 8px 14px', [narrow]: { padding: '0 0 10px' } },
  wide: { [narrow]: { display: 'none' } },
  list: { listStyleType: 'none', margin: '12px 0 0', padding: 0, display: 'flex', flexDirection: 'column', rowGap: '2px' },
  foot: { marginTop: 'auto', paddingTop: '16px' },
  link: {
    position: 'relative',
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    columnGap: '12px',
    alignItems: 'center',
    padding: '8px 10px',
    borderRadius: tokens.borderRadiusMedium,
    color: tokens.colorNeutralForeground2,
    textDecorationLine: 'none',
    ':hover': { backgroundColor: tokens.colorSubtleBackgroundHover, color: tokens.colorNeutralForeground1 },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}` },
    [narrow]: { gridTemplateColumns: '20px', padding: '10px 12px' },
  },
  current: {
    backgroundColor: tokens.colorNeutralBackground1,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
    boxShadow: tokens.shadow2,
    ':hover': { backgroundColor: tokens.colorNeutralBackground1 },
    '::before': {
      content: '""',
      position: 'absolute',
      left: '0',
      top: '9px',
      bottom: '9px',
      width: '3px',
      borderRadius: '2px',
      backgroundColor: tokens.colorBrandForeground1,
      '@media (forced-colors: active)': { backgroundColor: 'Highlight' },
    },
  },
  icon: { display: 'inline-flex', fontSize: '20px' },
  currentIcon: { color: tokens.colorBrandForeground1 },
  keys: { color: tokens.colorNeutralForeground3, [narrow]: { display: 'none' } },
});

const icons: Record<Screen, readonly [ReactNode, ReactNode]> = {
  overview: [<HomeRegular key="r" />, <HomeFilled key="f" />],
  connections: [<PlugConnectedRegular key="r" />, <PlugConnectedFilled key="f" />],
  'connection-test': [<StethoscopeRegular key="r" />, <StethoscopeFilled key="f" />],
  'test-sync': [<ArrowSyncRegular key="r" />, <ArrowSyncFilled key="f" />],
  directory: [<BookContactsRegular key="r" />, <BookContactsFilled key="f" />],
  mapping: [<ArrowRoutingRegular key="r" />, <ArrowRoutingFilled key="f" />],
  'nested-groups': [<OrganizationRegular key="r" />, <OrganizationFilled key="f" />],
  conflicts: [<PersonSwapRegular key="r" />, <PersonSwapFilled key="f" />],
  'org-rules': [<BuildingMultipleRegular key="r" />, <BuildingMultipleFilled key="f" />],
  'provisioning-log': [<ClipboardTaskListLtrRegular key="r" />, <ClipboardTaskListLtrFilled key="f" />],
  runs: [<HistoryRegular key="r" />, <HistoryFilled key="f" />],
  support: [<QuestionCircleRegular key="r" />, <QuestionCircleRegular key="f" />],
  about: [<InfoRegular key="r" />, <InfoFilled key="f" />],
};

function RailLink({ screen, keys }: { readonly screen: Screen; readonly keys?: string | undefined }) {
  const styles = useStyles();
  const current = useSteward((state) => state.route.screen === screen);
  const [regular, filled] = icons[screen];
  const title = screenTitles[screen];
  return (
    <li>
      <a
        href={toHash({ screen })}
        aria-label={title}
        title={title}
        className={mergeClasses(styles.link, current && styles.current)}
        {...(current ? { 'aria-current': 'page' } : {})}
      >
        <span className={mergeClasses(styles.icon, current && styles.currentIcon)} aria-hidden="true">
          {current ? filled : regular}
        </span>
        <span className={styles.wide}>{title}</span>
        {keys === undefined ? null : (
          <Caption1 className={styles.keys} aria-hidden="true">
            {keys}
          </Caption1>
        )}
      </a>
    </li>
  );
}

export function Rail() {
  const styles = useStyles();
  const anyConnection = useSteward((state) => (state.connections?.length ?? 0) > 0);
  return (
    <nav className={styles.rail} aria-label="Screens">
      <div className={styles.brand}>
        <Mark />
        <Text weight="semibold" size={400} className={styles.wide}>
          SCIM Steward
        </Text>
      </div>
      {anyConnection ? <ConnectionSwitcher /> : null}
      <ul className={styles.list}>
        {workScreens.map((screen, index) => (
          <RailLink key={screen} screen={screen} keys={shortcutOf(index)} />
        ))}
      </ul>
      <ul className={mergeClasses(styles.list, styles.foot)}>
        <RailLink screen="support" />
        <RailLink screen="about" />
      </ul>
    </nav>
  );
}
