// The time for what counts up on screen, once a second while it is wanted. Never used to decide anything.
import { useEffect, useState } from 'react';

/** Epoch milliseconds; ticks only in mode `ticking`. */
export function useNow(mode: 'ticking' | 'still'): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (mode === 'still') return undefined;
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, [mode]);
  return now;
}
