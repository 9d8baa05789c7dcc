// Joins the store's route and the address: Back and Forward work, and a reload stays where it was.
// The address is written at the very moment of a navigation, not after drawing: a click in between would be taken back.
import { useEffect } from 'react';
import { useStewardStore } from '../state/context.ts';
import { fromHash, toHash } from '../state/routes.ts';

export function useHashRoute(): void {
  const store = useStewardStore();
  useEffect(() => {
    const read = () => store.getState().navigate(fromHash(location.hash));
    const stop = store.subscribe(({ route }, before) => {
      if (route === before.route) return;
      const hash = toHash(route);
      if (toHash(fromHash(location.hash)) !== hash) location.hash = hash;
    });
    read();
    addEventListener('hashchange', read);
    return () => {
      stop();
      removeEventListener('hashchange', read);
    };
  }, [store]);
}
