// The same counts by graphology, in a process of its own, since its graph takes gigabytes: people and groups are nodes, memberships edges, and
// each assigned group is followed by its breadth-first search. All counts are compared with ours.
import { DirectedGraph } from 'graphology';
import { bfsFromNode } from 'graphology-traversal';
import { analyse } from '../../main/domain/nesting/analysis.ts';
import { isEnabled, rowIn } from '../../main/domain/nesting/nesting-index.ts';
import { generateDirectory } from '../../main/practice/directory/generate.ts';
import { typicalSize } from '../../main/practice/directory/sizes.ts';
import type { PeerResult } from './nested-groups.ts';

function measure(): PeerResult {
  const { graph } = generateDirectory(typicalSize);
  const begun = performance.now();
  const peer = new DirectedGraph({ allowSelfLoops: true });
  // People have the numbers below, groups those above.
  for (let person = 0; person < graph.userCount; person += 1) peer.addNode(person);
  for (let group = 0; group < graph.groupCount; group += 1) peer.addNode(graph.userCount + group);
  for (let group = 0; group < graph.groupCount; group += 1) {
    for (const person of rowIn(graph.people, group)) peer.addDirectedEdge(graph.userCount + group, person);
    for (const child of rowIn(graph.children, group)) peer.addDirectedEdge(graph.userCount + group, graph.userCount + child);
  }
  const built = performance.now();
  const { groups, transitive } = analyse(graph);
  const searched = performance.now();
  const counts = groups.map((group) => {
    let count = 0;
    bfsFromNode(
      peer,
      graph.userCount + group,
      (node) => {
        const person = Number(node);
        if (person < graph.userCount && isEnabled(graph, person)) count += 1;
      },
      { mode: 'outbound' },
    );
    return count;
  });
  const done = performance.now();
  const wrong = counts.findIndex((count, at) => count !== transitive[at]);
  if (wrong >= 0) throw new Error(`Assigned group ${wrong} has ${transitive[wrong]} people, by graphology ${counts[wrong]}.`);
  return { groups: groups.length, buildMs: built - begun, searchMs: done - searched, memory: process.resourceUsage().maxRSS * 1024 };
}

process.once('message', () => {
  process.send?.(measure(), () => process.disconnect());
});
