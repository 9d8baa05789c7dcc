// Reads the list of ranges allowed in Network ingress as people paste it: a CIDR a line, with commas, labels and comments between.
// Nothing is dropped silently: what could not be read is named with its line.
import { type Range, readCidr } from './ipv4.ts';

/** At most this many ranges fit into Network ingress (Foundry documentation: Configure ingress). */
export const rangeLimit = 500;
const problemLimit = 20;

export interface AllowedRanges {
  readonly ranges: readonly Range[];
  readonly problems: readonly string[];
}

export function readAllowedRanges(text: string): AllowedRanges {
  const ranges: Range[] = [];
  const problems: string[] = [];
  for (const [index, line] of text.split(/\r\n|\r|\n/).entries()) readLine(line, index + 1, ranges, problems);
  if (ranges.length > rangeLimit)
    problems.push(
      `The list holds ${ranges.length} ranges. Network ingress takes at most ${rangeLimit}: check that this is the list as Foundry has it.`,
    );
  return { ranges, problems: capped(problems) };
}

function readLine(line: string, number: number, ranges: Range[], problems: string[]): void {
  for (const word of line.replace(/(?:#|\/\/).*$/, '').split(/[\s,;]+/)) {
    const bare = word.replace(/^["'[(]+|["'\])]+$/g, '');
    if (bare === '') continue;
    const reading = readCidr(bare);
    switch (reading.kind) {
      case 'range':
        ranges.push(reading.range);
        if (reading.readAs !== undefined)
          problems.push(`Line ${number}: ${bare} is not the first address of its network; it was read as ${reading.readAs}.`);
        break;
      case 'ipv6':
        problems.push(`Line ${number}: ${bare} is an IPv6 range. Network ingress accepts IPv4 only; it was left out.`);
        break;
      case 'unreadable':
        problems.push(`Line ${number}: “${bare.slice(0, 60)}” is not an IPv4 range and was left out.`);
        break;
    }
  }
}

function capped(problems: readonly string[]): readonly string[] {
  if (problems.length <= problemLimit) return problems;
  return [...problems.slice(0, problemLimit), `${problems.length - problemLimit} more entries could not be taken as they are.`];
}
