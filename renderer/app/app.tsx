// The window: theme by the system, the rail, the screen that is open, notices and the live region. First reads happen here.
import { FluentProvider, makeStyles, tokens, useFocusFinders } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useSteward } from '../state/context.ts';
import { ErrorBoundary } from './error-boundary.tsx';
import { FindBar } from './find-bar.tsx';
import { LiveRegion } from './live-region.tsx';
import { Notices } from './notices.tsx';
import { Rail } from './rail.tsx';
import { ScreenOutlet } from './screen-outlet.tsx';
import { darkTheme, lightTheme } from './theme.ts';
import { useDarkMode } from './use-dark-mode.ts';
import { useHashRoute } from './use-hash-route.ts';
import { useLostFocus } from './use-lost-focus.ts';
import { useShortcuts } from './use-shortcuts.ts';

const useStyles = makeStyles({
  frame: {
    display: 'grid',
    gridTemplateColumns: '256px minmax(0, 1fr)',
    height: '100%',
    backgroundColor: tokens.colorNeutralBackground2,
    '@media (max-width: 760px)': { gridTemplateColumns: '60px minmax(0, 1fr)' },
  },
  main: { overflowY: 'auto', height: '100%', scrollbarGutter: 'stable', minWidth: 0, position: 'relative' },
  skip: {
    position: 'absolute',
    left: '-9999px',
    top: '8px',
    zIndex: 10,
    padding: '8px 14px',
    border: 'none',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorBrandBackground,
    color: tokens.colorNeutralForegroundOnBrand,
    ':focus': { left: '8px' },
  },
});

/** Not a class: menus and dialogs are mounted with the provider's classes and would cover the window. */
const fullHeight = { height: '100%' };

export function App() {
  const styles = useStyles();
  const dark = useDarkMode();
  const loadConnections = useSteward((state) => state.loadConnections);
  const loadOverview = useSteward((state) => state.loadOverview);
  const loadPractice = useSteward((state) => state.loadPractice);
  const loadInfo = useSteward((state) => state.loadInfo);
  const loadLeftovers = useSteward((state) => state.loadLeftovers);
  useHashRoute();
  useShortcuts();
  useLostFocus();
  // Fluent's keeper of the focus goes with its last user, even while a closing dialog still hides the window from screen readers: it
  // would stay hidden. The window uses it as long as it is open.
  useFocusFinders();
  useEffect(() => {
    void Promise.all([loadConnections(), loadOverview(), loadPractice(), loadInfo(), loadLeftovers()]);
  }, [loadConnections, loadOverview, loadPractice, loadInfo, loadLeftovers]);
  return (
    <FluentProvider theme={dark ? darkTheme : lightTheme} style={fullHeight}>
      <button type="button" className={styles.skip} onClick={() => document.getElementById('page-heading')?.focus()}>
        Skip to the content
      </button>
      <div className={styles.frame}>
        <Rail />
        <main className={styles.main} id="main">
          <ErrorBoundary>
            <ScreenOutlet />
          </ErrorBoundary>
        </main>
      </div>
      <FindBar />
      <Notices />
      <LiveRegion />
    </FluentProvider>
  );
}
