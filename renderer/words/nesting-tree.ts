// The groups below one group as rows of a tree table: which are in view when some are folded, and where a key leads. Pure.
import type { NestedEdge, NestedNode } from '../../contract/nested-groups.ts';

export interface TreeRow {
  readonly node: NestedNode;
  /** From 1, as `aria-level` counts. */
  readonly level: number;
  readonly place: number;
  readonly siblings: number;
  readonly state: 'open' | 'folded' | 'no groups inside';
  /** People who are reached through the group above by this group; null for the top. */
  readonly people: number | null;
  /** Other groups that hold it too; it hangs under one only. */
  readonly alsoIn: readonly string[];
}

type Children = ReadonlyMap<string | null, readonly NestedNode[]>;

function childrenOf(nodes: readonly NestedNode[]): Children {
  return Map.groupBy(nodes, ({ under }) => under);
}

/** The groups that are open at first: all of a small tree, the first level of a large one. */
export function openAtFirst(nodes: readonly NestedNode[], small = 60): ReadonlySet<string> {
  return new Set((nodes.length <= small ? nodes : nodes.filter(({ under }) => under === null)).map(({ id }) => id));
}

/** The rows in view, in the order of the tree. Nodes hang as `under` says; one that hangs under itself or nowhere is left out by no loop. */
export function treeRows(nodes: readonly NestedNode[], edges: readonly NestedEdge[], open: ReadonlySet<string>): readonly TreeRow[] {
  const children = childrenOf(nodes);
  const names = new Map(nodes.map(({ id, name }) => [id, name]));
  const into = Map.groupBy(edges, ({ to }) => to);
  const rows: TreeRow[] = [];
  const walk = (under: string | null, level: number): void => {
    const siblings = children.get(under) ?? [];
    siblings.forEach((node, at) => {
      const hasGroups = (children.get(node.id)?.length ?? 0) > 0;
      const edgesIn = into.get(node.id) ?? [];
      rows.push({
        node,
        level,
        place: at + 1,
        siblings: siblings.length,
        state: !hasGroups ? 'no groups inside' : open.has(node.id) ? 'open' : 'folded',
        people: edgesIn.find(({ from }) => from === under)?.people ?? null,
        alsoIn: edgesIn.filter(({ from }) => from !== under && from !== node.id).map(({ from }) => names.get(from) ?? from),
      });
      if (hasGroups && open.has(node.id)) walk(node.id, level + 1);
    });
  };
  walk(null, 1);
  return rows;
}

export type TreeMove =
  | { readonly kind: 'go'; readonly to: number }
  | { readonly kind: 'open'; readonly id: string }
  | { readonly kind: 'fold'; readonly id: string };

/** Where a key leads from the row at `at`, as tree tables behave everywhere; undefined when the key means nothing here. */
export function moveInTree(rows: readonly TreeRow[], at: number, key: string): TreeMove | undefined {
  const row = rows[at];
  if (row === undefined) return undefined;
  const go = (to: number): TreeMove | undefined => (rows[to] === undefined || to === at ? undefined : { kind: 'go', to });
  switch (key) {
    case 'ArrowDown':
      return go(at + 1);
    case 'ArrowUp':
      return go(at - 1);
    case 'Home':
      return go(0);
    case 'End':
      return go(rows.length - 1);
    case 'ArrowRight':
      if (row.state === 'folded') return { kind: 'open', id: row.node.id };
      return row.state === 'open' ? go(at + 1) : undefined;
    case 'ArrowLeft':
      if (row.state === 'open') return { kind: 'fold', id: row.node.id };
      return go(rows.findLastIndex((other, index) => index < at && other.level < row.level));
    default:
      return undefined;
  }
}
