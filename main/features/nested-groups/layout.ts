// Places for the picture of nested groups: levels from left to right, laid out by elk. Runs in the directory worker; loaded when first
// needed, since it is large.
import type { NestedEdge, NestedNode } from '../../../contract/nested-groups.ts';

export const nodeSize = { width: 220, height: 64 } as const;

/** Above this many groups a picture says less than the table: none is drawn. */
const drawable = 300;

export type Places = Readonly<Record<string, { readonly x: number; readonly y: number }>>;

/** Null when there are too many groups to draw. */
export async function placesOf(nodes: readonly NestedNode[], edges: readonly NestedEdge[]): Promise<Places | null> {
  if (nodes.length > drawable) return null;
  const { default: Elk } = await import('elkjs/lib/elk.bundled.js');
  const levelOf = new Map(nodes.map(({ id, level }) => [id, level]));
  const laid = await new Elk().layout({
    id: 'picture',
    layoutOptions: {
      'elk.algorithm': 'layered',
      'elk.direction': 'RIGHT',
      'elk.layered.spacing.nodeNodeBetweenLayers': '96',
      'elk.spacing.nodeNode': '24',
      'elk.randomSeed': '1',
    },
    children: nodes.map(({ id }) => ({ id, ...nodeSize })),
    // A group in itself has no edge to lay out; its mark is on the group. An edge that leads back up is laid out as if it led down, so that
    // a circle does not turn the levels round.
    edges: edges
      .filter(({ from, to }) => from !== to)
      .map(({ from, to }, at) => {
        const ends = (levelOf.get(from) ?? 0) <= (levelOf.get(to) ?? 0) ? { sources: [from], targets: [to] } : { sources: [to], targets: [from] };
        return { id: String(at), ...ends };
      }),
  });
  return Object.fromEntries((laid.children ?? []).map(({ id, x = 0, y = 0 }) => [id, { x: Math.round(x), y: Math.round(y) }]));
}
