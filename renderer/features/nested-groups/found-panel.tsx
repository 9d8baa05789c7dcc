// What was found, each finding as a line that opens. Nothing is drawn where nothing was found.
import type { Finding } from '../../../contract/common.ts';
import { FindingLine } from '../../components/finding-line.tsx';
import { Panel } from '../../components/panel.tsx';

export function FoundPanel({ findings }: { readonly findings: readonly Finding[] }) {
  if (findings.length === 0) return null;
  return (
    <Panel title="What was found" edges="flush">
      <ul style={{ margin: 0, padding: 0, listStyleType: 'none' }}>
        {findings.map((finding) => (
          <FindingLine key={finding.id} finding={finding} />
        ))}
      </ul>
    </Panel>
  );
}
