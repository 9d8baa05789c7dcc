// What is said of a run's effects as a whole. Pure readings of the contract's values.
import type { Effect } from '../../contract/common.ts';
import { count } from './format.ts';

/** An effect that never was one: the request was refused, or brought nothing new. Its note begins so. */
export function neverMade(effect: Effect): boolean {
  return effect.state === 'undone' && /^(?:never made|nothing new was made)\b/.test(effect.note ?? '');
}

/** One sentence: what was made, what of it is gone. */
export function effectsSentence(effects: readonly Effect[]): string {
  const left = effects.filter((effect) => effect.state !== 'undone').length;
  if (left > 0) return `${count(left, 'object is', 'objects are')} not known to be removed.`;
  const never = effects.filter(neverMade).length;
  const made = effects.length - never;
  const tried = never === 0 ? '' : ` ${count(never, 'more was', 'more were')} tried and never made.`;
  return made === 0 ? `Nothing was made.${tried.replace(' more', '')}` : `${count(made, 'object', 'objects')} made and removed again.${tried}`;
}
