// Joins the store's route and the address: Back and Forward work, and a reload stays where it was.
import { useEffect } from 'react';
import { useSteward } from '../state/context.ts';
import { fromHash, toHash } from '../state/routes.ts';

export function useHashRoute(): void {
  const route = useSteward((state) => state.route);
  const navigate = useSteward((state) => state.navigate);
  useEffect(() => {
    const read = () => navigate(fromHash(location.hash));
    read();
    addEventListener('hashchange', read);
    return () => removeEventListener('hashchange', read);
  }, [navigate]);
  useEffect(() => {
    const hash = toHash(route);
    if (toHash(fromHash(location.hash)) !== hash) location.hash = hash;
  }, [route]);
}
