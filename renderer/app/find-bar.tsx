// Find on the page: Ctrl+F or the menu opens it, Enter goes on, Shift+Enter back, Escape closes and gives the focus back.
// Matches are marked by the CSS Custom Highlight API, so that no element of a screen is touched.
import { Button, Input, makeStyles, Text, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useCallback, useEffect, useRef, useState } from 'react';
import { ArrowDownRegular, ArrowUpRegular, DismissRegular, SearchRegular } from '../components/icons.ts';
import { useSteward } from '../state/context.ts';
import { findMatches } from '../words/matches.ts';

const useStyles = makeStyles({
  bar: {
    position: 'fixed',
    top: '12px',
    right: '24px',
    zIndex: 5,
    display: 'flex',
    alignItems: 'center',
    gap: '6px',
    padding: '6px 8px',
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    boxShadow: tokens.shadow16,
    maxWidth: 'calc(100vw - 48px)',
  },
  field: { width: '220px', minWidth: '90px' },
  count: { minWidth: '76px', color: tokens.colorNeutralForeground2 },
});

const all = 'steward-find';
const current = 'steward-find-current';

function mark(ranges: readonly Range[], index: number): void {
  // Forced colours draw every highlight alike: there only the place that is shown is marked.
  if (matchMedia('(forced-colors: active)').matches) CSS.highlights.delete(all);
  else CSS.highlights.set(all, new Highlight(...ranges));
  const chosen = ranges[index];
  if (chosen === undefined) CSS.highlights.delete(current);
  else {
    CSS.highlights.set(current, new Highlight(chosen));
    chosen.startContainer.parentElement?.scrollIntoView({ block: 'center' });
  }
}

function unmark(): void {
  CSS.highlights.delete(all);
  CSS.highlights.delete(current);
}

export function FindBar() {
  const open = useSteward((state) => state.finding);
  return open ? <OpenFindBar /> : null;
}

function OpenFindBar() {
  const styles = useStyles();
  const setFinding = useSteward((state) => state.setFinding);
  const route = useSteward((state) => state.route);
  const [wanted, setWanted] = useState('');
  const [place, setPlace] = useState({ index: 0, count: 0 });
  const before = useRef<Element | null>(document.activeElement);
  const field = useRef<HTMLInputElement>(null);

  /** Reads the page anew each time: it may have changed since. */
  const go = useCallback((text: string, index: number) => {
    const main = document.getElementById('main');
    const ranges = main === null ? [] : findMatches(main, text.trim());
    const at = ranges.length === 0 ? 0 : (index + ranges.length) % ranges.length;
    mark(ranges, at);
    setPlace({ index: at, count: ranges.length });
  }, []);

  useEffect(() => {
    field.current?.focus();
    const focusedBefore = before.current;
    return () => {
      unmark();
      if (focusedBefore instanceof HTMLElement) focusedBefore.focus();
    };
  }, []);

  // Another screen is another text.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the route is why this runs, not what it reads.
  useEffect(() => unmark(), [route]);

  const pressed = (event: KeyboardEvent) => {
    if (event.key === 'Escape') setFinding(false);
    else if (event.key === 'Enter') go(wanted, place.index + (event.shiftKey ? -1 : 1));
    else return;
    event.preventDefault();
  };

  const said = wanted.trim() === '' ? '' : place.count === 0 ? 'Not found' : `${place.index + 1} of ${place.count}`;
  return (
    <search className={styles.bar} onKeyDown={pressed}>
      <Input
        input={{ ref: field }}
        className={styles.field}
        size="small"
        aria-label="Find on this screen"
        placeholder="Find on this screen"
        contentBefore={<SearchRegular />}
        value={wanted}
        onChange={(_event, { value }) => {
          setWanted(value);
          go(value, 0);
        }}
      />
      <Text size={200} className={styles.count} role="status">
        {said}
      </Text>
      <Button size="small" appearance="subtle" icon={<ArrowUpRegular />} aria-label="Previous match" onClick={() => go(wanted, place.index - 1)} />
      <Button size="small" appearance="subtle" icon={<ArrowDownRegular />} aria-label="Next match" onClick={() => go(wanted, place.index + 1)} />
      <Button size="small" appearance="subtle" icon={<DismissRegular />} aria-label="Close find" onClick={() => setFinding(false)} />
    </search>
  );
}
