// Whether the system asks for dark, followed while the window lives.
import { useSyncExternalStore } from 'react';

const query = '(prefers-color-scheme: dark)';

export function useDarkMode(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const media = matchMedia(query);
      media.addEventListener('change', changed);
      return () => media.removeEventListener('change', changed);
    },
    () => matchMedia(query).matches,
  );
}
