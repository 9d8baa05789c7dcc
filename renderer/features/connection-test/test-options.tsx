// The options of a test: other ways to sign in, and in practice the faults to switch on.
import { Checkbox, Text } from '@fluentui/react-components';
import type { Connection } from '../../../contract/connections.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { useFaultSummary } from '../../components/fault-words.tsx';
import { FaultsPicker } from '../../components/faults-picker.tsx';
import { Panel } from '../../components/panel.tsx';

export interface TestOptionsValue {
  readonly tryAllAuthStyles: boolean;
  readonly faults: readonly string[];
}

interface TestOptionsProps {
  readonly connection: Connection;
  readonly value: TestOptionsValue;
  readonly onChange: (value: TestOptionsValue) => void;
}

export function TestOptions({ connection, value, onChange }: TestOptionsProps) {
  const broken = useFaultSummary(value.faults);
  return (
    <Panel>
      {connection.practice ? (
        <Disclosure title="Break something on purpose" summary={broken}>
          <FaultsPicker value={value.faults} onChange={(faults) => onChange({ ...value, faults })} />
        </Disclosure>
      ) : null}
      <Disclosure title="Options" summary={value.tryAllAuthStyles ? 'Tries every way to sign in' : 'Signs in the way this connection says'}>
        <div>
          <Checkbox
            label="Also try the other ways to hand over the credentials"
            checked={value.tryAllAuthStyles}
            onChange={(_, data) => onChange({ ...value, tryAllAuthStyles: data.checked === true })}
          />
          <Text as="p" block size={200} style={{ margin: '0 0 0 32px' }}>
            Body, Basic and Basic raw are tried once each. A wrong try can count towards a lock-out on some servers.
          </Text>
        </div>
      </Disclosure>
    </Panel>
  );
}
