// A long list on screen: its pages live as long as the component, are read by what is in view, and start anew when another question is asked.
import { useEffect, useState } from 'react';
import { createPager, noRows, type PagedRows, type Pager, type PagerPorts } from './pager.ts';

/** `read` must stay the same function. The question may change with every draw; it is compared by its value. */
export function usePagedRows<Q extends object, R>(
  read: PagerPorts<Q, R>['read'],
  question: Q,
): { readonly rows: PagedRows<R>; readonly pager: Pager<Q> } {
  const [rows, setRows] = useState<PagedRows<R>>(noRows);
  const [pager] = useState(() => createPager<Q, R>({ read, show: setRows }));
  useEffect(() => {
    pager.open(question);
  });
  return { rows, pager };
}
