// What is broken on purpose in the practice tenant, by the titles it is chosen by.
import { useSteward } from '../state/context.ts';
import { BeakerRegular } from './icons.ts';
import { Tag } from './status.tsx';

/** Titles of faults; a name of another version stands as it is. */
export function useFaultTitles(names: readonly string[]): readonly string[] {
  const known = useSteward((state) => state.practice?.faults);
  return names.map((name) => known?.find((fault) => fault.name === name)?.title ?? name);
}

export function useFaultSummary(names: readonly string[]): string {
  const titles = useFaultTitles(names);
  return titles.length === 0 ? 'Nothing is broken on purpose' : titles.join(' · ');
}

export function FaultTags({ faults }: { readonly faults: readonly string[] }) {
  const titles = useFaultTitles(faults);
  return titles.map((title) => (
    <Tag key={title} look="info" icon={<BeakerRegular />}>
      On purpose: {title}
    </Tag>
  ));
}
