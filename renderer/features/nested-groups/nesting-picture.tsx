// The groups below one group as a picture to look at and move about in, laid out by main. Nothing in it can be changed. The tree table holds
// the same, so the picture is one named image to screen readers, and its buttons are named.
import '@xyflow/react/dist/base.css';
import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type Edge, MarkerType, ReactFlow, ReactFlowProvider, useReactFlow } from '@xyflow/react';
import { type ReactElement, useMemo } from 'react';
import type { NestedGroup } from '../../../contract/nested-groups.ts';
import {
  ArrowDownRegular,
  ArrowLeftRegular,
  ArrowRightRegular,
  ArrowUpRegular,
  ZoomFitRegular,
  ZoomInRegular,
  ZoomOutRegular,
} from '../../components/icons.ts';
import { GroupNode, type GroupNodeType, lowHandles, nodeSize } from './group-node.tsx';

const nodeTypes = { 'directory-group': GroupNode };

const useStyles = makeStyles({
  frame: { backgroundColor: tokens.colorNeutralBackground2 },
  whole: { width: '100%', height: '100%' },
  // Its own line above the picture: over it, it would hide groups.
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    justifyContent: 'flex-end',
    gap: '4px',
    padding: '4px 12px',
    backgroundColor: tokens.colorNeutralBackground1,
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
});

export type Drawn = Pick<NestedGroup, 'nodes' | 'edges'> & { readonly layout: NonNullable<NestedGroup['layout']> };

const lineColour = 'var(--colorNeutralStrokeAccessible)';
const circleColour = 'var(--colorStatusWarningForeground1)';

function edgesOf({ edges, layout }: Drawn): Edge[] {
  const leadsBack = (from: string, to: string) => (layout[to]?.x ?? 0) <= (layout[from]?.x ?? 0);
  return edges
    .filter(({ from, to }) => from !== to)
    .map(({ from, to, people, inCycle }) => {
      const colour = inCycle ? circleColour : lineColour;
      return {
        id: `${from} ${to}`,
        source: from,
        target: to,
        ...(leadsBack(from, to) ? { sourceHandle: lowHandles.out, targetHandle: lowHandles.into } : {}),
        label: people.toLocaleString('en'),
        focusable: false,
        ariaLabel: '',
        selectable: false,
        style: { stroke: colour, strokeWidth: 1.5, ...(inCycle ? { strokeDasharray: '6 4' } : {}) },
        labelStyle: { fill: 'var(--colorNeutralForeground1)', fontSize: 12 },
        labelBgStyle: { fill: 'var(--colorNeutralBackground2)' },
        labelBgPadding: [4, 2] as [number, number],
        labelBgBorderRadius: 3,
        markerEnd: { type: MarkerType.ArrowClosed, color: colour, width: 18, height: 18 },
      };
    });
}

function nodesOf({ nodes, edges, layout }: Drawn): GroupNodeType[] {
  const inThemselves = new Set(edges.flatMap(({ from, to }) => (from === to ? [from] : [])));
  return nodes.flatMap((group) => {
    const position = layout[group.id];
    return position === undefined
      ? []
      : [{ id: group.id, type: 'directory-group' as const, position, ...nodeSize, data: { group, inItself: inThemselves.has(group.id) } }];
  });
}

/** As high as the picture needs, within bounds: a chain of two groups is no window of its own. */
function heightOf({ layout }: Drawn): number {
  const lowest = Math.max(0, ...Object.values(layout).map(({ y }) => y));
  return Math.min(520, Math.max(240, lowest + nodeSize.height + 96));
}

const step = 120;

function Controls() {
  const styles = useStyles();
  const flow = useReactFlow();
  const move = (x: number, y: number) => () => {
    const now = flow.getViewport();
    void flow.setViewport({ ...now, x: now.x + x, y: now.y + y });
  };
  const all: readonly (readonly [string, ReactElement, () => void])[] = [
    ['Move the picture to see what is left', <ArrowLeftRegular key="l" />, move(step, 0)],
    ['Move the picture to see what is right', <ArrowRightRegular key="r" />, move(-step, 0)],
    ['Move the picture to see what is above', <ArrowUpRegular key="u" />, move(0, step)],
    ['Move the picture to see what is below', <ArrowDownRegular key="d" />, move(0, -step)],
    ['Zoom in', <ZoomInRegular key="i" />, () => void flow.zoomIn()],
    ['Zoom out', <ZoomOutRegular key="o" />, () => void flow.zoomOut()],
    ['Show the whole picture', <ZoomFitRegular key="f" />, () => void flow.fitView({ padding: 0.08 })],
  ];
  return (
    <div className={styles.bar} role="toolbar" aria-label="Picture">
      {all.map(([name, icon, press]) => (
        <Button key={name} size="small" appearance="subtle" icon={icon} aria-label={name} title={name} onClick={press} />
      ))}
    </div>
  );
}

export function NestingPicture({ drawn, label }: { readonly drawn: Drawn; readonly label: string }) {
  const styles = useStyles();
  const nodes = useMemo(() => nodesOf(drawn), [drawn]);
  const edges = useMemo(() => edgesOf(drawn), [drawn]);
  return (
    <ReactFlowProvider>
      <Controls />
      <div className={styles.frame} style={{ height: `${heightOf(drawn)}px` }}>
        {/* The library calls itself an application, which would promise keys that do nothing here. */}
        <div role="img" aria-label={label} className={styles.whole}>
          <ReactFlow
            nodes={nodes}
            edges={edges}
            nodeTypes={nodeTypes}
            fitView
            fitViewOptions={{ padding: 0.08, maxZoom: 1 }}
            minZoom={0.1}
            maxZoom={1.5}
            nodesDraggable={false}
            nodesConnectable={false}
            nodesFocusable={false}
            edgesFocusable={false}
            elementsSelectable={false}
            zoomOnScroll={false}
            zoomOnDoubleClick={false}
            preventScrolling={false}
            disableKeyboardA11y
            onlyRenderVisibleElements
            proOptions={{ hideAttribution: true }}
          />
        </div>
      </div>
    </ReactFlowProvider>
  );
}
