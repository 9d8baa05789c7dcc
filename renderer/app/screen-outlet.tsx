// Draws the open screen. When the route changes the focus moves to the new heading and the scroll goes to the top.
import { makeStyles } from '@fluentui/react-components';
import { Suspense, useEffect, useRef } from 'react';
import { Loading } from '../components/loading.tsx';
import { useSteward } from '../state/context.ts';
import { screenTitles, toHash } from '../state/routes.ts';
import { screenParts } from './screens.ts';

const useStyles = makeStyles({
  wait: { maxWidth: '1080px', boxSizing: 'border-box', marginLeft: 'auto', marginRight: 'auto', padding: '40px' },
});

/** Told when the screen is there, so that the heading exists when the focus moves. */
function Arrived({ at, first }: { readonly at: string; readonly first: boolean }) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new place is the event
  useEffect(() => {
    document.getElementById('main')?.scrollTo({ top: 0 });
    if (!first) document.getElementById('page-heading')?.focus({ preventScroll: true });
  }, [at]);
  return null;
}

export function ScreenOutlet() {
  const styles = useStyles();
  const route = useSteward((state) => state.route);
  const announce = useSteward((state) => state.announce);
  const begun = useRef(toHash(route));
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
      <Arrived at={at} first={begun.current === at} />
    </Suspense>
  );
}
