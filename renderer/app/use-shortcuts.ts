// Ctrl (or Command) with a number opens the screens in the order of the rail, with F the find bar.
import { useEffect } from 'react';
import { useSteward } from '../state/context.ts';
import { workScreens } from './screens.ts';

export function useShortcuts(): void {
  const navigate = useSteward((state) => state.navigate);
  const setFinding = useSteward((state) => state.setFinding);
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key.toLowerCase() === 'f') {
        event.preventDefault();
        setFinding(true);
        return;
      }
      const screen = workScreens[Number(event.key) - 1];
      if (screen === undefined) return;
      event.preventDefault();
      navigate({ screen });
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [navigate, setFinding]);
}
