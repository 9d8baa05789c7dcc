// Draws the open screen. When the route changes the focus moves to the new heading and the scroll goes to the top.
import { makeStyles } from '@fluentui/react-components';
import { type RefObject, Suspense, useEffect, useRef } from 'react';
import { Loading } from '../components/loading.tsx';
import { useSteward } from '../state/context.ts';
import { screenTitles, toHash } from '../state/routes.ts';
import { screenParts } from './screens.ts';

const useStyles = makeStyles({
  wait: { maxWidth: '1080px', boxSizing: 'border-box', marginLeft: 'auto', marginRight: 'auto', padding: '40px' },
});

/** Told when the screen is there, so that the heading exists when the focus moves. `shown` is the place before; none at the start. */
function Arrived({ at, shown }: { readonly at: string; readonly shown: RefObject<string | undefined> }) {
  useEffect(() => {
    if (shown.current !== undefined && shown.current !== at) {
      document.getElementById('main')?.scrollTo({ top: 0 });
      document.getElementById('page-heading')?.focus({ preventScroll: true });
    }
    shown.current = at;
  }, [at, shown]);
  return null;
}

export function ScreenOutlet() {
  const styles = useStyles();
  const route = useSteward((state) => state.route);
  const announce = useSteward((state) => state.announce);
  const shown = useRef<string | undefined>(undefined);
  const at = toHash(route);
  const Screen = screenParts[route.screen];
  useEffect(() => {
    document.title = `${screenTitles[route.screen]} · SCIM Steward`;
    announce(screenTitles[route.screen]);
  }, [route.screen, announce]);
  return (
    <Suspense
      fallback={
        <div className={styles.wait}>
          <Loading what={screenTitles[route.screen]} lines={6} />
        </div>
      }
    >
      <Screen key={route.screen} />
      <Arrived at={at} shown={shown} />
    </Suspense>
  );
}
