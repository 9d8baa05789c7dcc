// Ctrl (or Command) with 1 to 5 opens the screens in the order of the rail.
import { useEffect } from 'react';
import { useSteward } from '../state/context.ts';
import { workScreens } from './screens.ts';

export function useShortcuts(): void {
  const navigate = useSteward((state) => state.navigate);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      const screen = workScreens[Number(event.key) - 1];
      if (screen === undefined) return;
      event.preventDefault();
      navigate({ screen });
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [navigate]);
}
