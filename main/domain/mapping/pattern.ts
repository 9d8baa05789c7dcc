// Regular expressions of a mapping or a scoping filter: written for .NET, from a file nobody vouches for. What this runtime would read otherwise
// is refused, and so is every shape that could run for hours on one value.

export const longestValue = 400;
const mostRepeats = 4;

export type Pattern = { readonly kind: 'pattern'; readonly expression: RegExp } | { readonly kind: 'refused'; readonly reason: string };

/** Forms of .NET that mean something else here, or nothing. */
const foreign = /\(\?(?:[imnsx-]+[:)]|>|\(|')|\\[AGZzpP]|\[[^\]]*-\[/;

const unbounded = /^(?:[*+]|\{\d+,\}|\{\d+,\d{2,}\}|\{\d{3,}\})/;

/** Why a pattern could run without end, or undefined. */
function hazard(pattern: string): string | undefined {
  /** One entry an open group: does what stands in it repeat or branch? */
  const open: boolean[] = [false];
  let repeats = 0;
  let closed = false;
  for (let at = 0; at < pattern.length; at += 1) {
    const repeat = unbounded.exec(pattern.slice(at, at + 12))?.[0];
    if (repeat !== undefined) {
      if (closed) return 'the pattern repeats within a repetition, which can run without end';
      repeats += 1;
      open[open.length - 1] = true;
      at += repeat.length - 1;
      continue;
    }
    closed = false;
    switch (pattern.charAt(at)) {
      case '\\':
        at += 1;
        break;
      case '[':
        for (at += pattern.charAt(at + 1) === ']' ? 2 : 1; at < pattern.length && pattern.charAt(at) !== ']'; at += 1)
          if (pattern.charAt(at) === '\\') at += 1;
        break;
      case '(':
        open.push(false);
        break;
      case ')': {
        const varies = open.pop() ?? false;
        closed = varies;
        if (varies) open[open.length - 1] = true;
        break;
      }
      case '|':
        open[open.length - 1] = true;
        break;
    }
  }
  return repeats > mostRepeats ? `the pattern holds more than ${mostRepeats} open repetitions` : undefined;
}

/** A .NET pattern as this runtime's own, where both read it alike and it ends in good time on values of up to `longestValue`. */
export function readPattern(pattern: string, flags: 'g' | 'dg' | ''): Pattern {
  if (pattern.length > 1_000) return { kind: 'refused', reason: 'the pattern is longer than 1000 characters' };
  if (foreign.test(pattern)) return { kind: 'refused', reason: 'the pattern uses a .NET form that this app does not read' };
  const danger = hazard(pattern);
  if (danger !== undefined) return { kind: 'refused', reason: danger };
  try {
    return { kind: 'pattern', expression: new RegExp(pattern, flags) };
  } catch {
    return { kind: 'refused', reason: 'the pattern cannot be read as a regular expression' };
  }
}
