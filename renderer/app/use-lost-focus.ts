// What has the focus can vanish or be switched off by its own press: “Unlock” becomes “Lock now”, a deleted row is gone. Then the browser
// gives the focus to nobody, and whoever works by keyboard begins at the top again. Here it goes to the stop that now follows those before
// it, or to the heading. A focus that was given up by a click on nothing stays given up.
import { useEffect } from 'react';

/** Menus and dialogs give the focus back by themselves, a moment after they close. */
const settleMs = 120;
const stop = 'a[href], button:not(:disabled), input:not(:disabled), select:not(:disabled), textarea:not(:disabled), [tabindex="0"]';

/** The stops of the open screen, in the order of the page. */
function stopsOnScreen(): readonly HTMLElement[] {
  const main = document.getElementById('main');
  return [...(main?.querySelectorAll<HTMLElement>(stop) ?? [])].filter((element) => element.getClientRects().length > 0);
}

interface Focused {
  readonly element: HTMLElement;
  /** The stops before it; none when it is on no screen, as in a dialog. */
  readonly before: readonly HTMLElement[];
}

function focusedAt(element: HTMLElement): Focused {
  const stops = stopsOnScreen();
  return { element, before: stops.slice(0, Math.max(0, stops.indexOf(element))) };
}

function successor({ before }: Focused): HTMLElement | null {
  const stops = stopsOnScreen();
  const left = before.findLast((element) => stops.includes(element));
  const next = left === undefined ? undefined : stops[stops.indexOf(left) + 1];
  return next ?? document.getElementById('page-heading');
}

export function useLostFocus(): void {
  useEffect(() => {
    let last: Focused | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const focused = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement) last = focusedAt(event.target);
    };
    const recover = () => {
      timer = undefined;
      if (last === undefined || document.activeElement !== document.body) return;
      if (!last.element.isConnected || last.element.matches(':disabled')) successor(last)?.focus();
    };
    const observer = new MutationObserver(() => {
      timer ??= setTimeout(recover, settleMs);
    });
    observer.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] });
    document.addEventListener('focusin', focused);
    return () => {
      clearTimeout(timer);
      observer.disconnect();
      document.removeEventListener('focusin', focused);
    };
  }, []);
}
