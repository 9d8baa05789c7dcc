// Which identity provider is played, with how many members, and what the test people are called.
import { Checkbox, Field, Input, makeStyles, Radio, RadioGroup, SpinButton, Text, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { DialectName } from '../../../contract/common.ts';
import type { Connection } from '../../../contract/connections.ts';
import type { TestSyncOptions } from '../../../contract/test-sync.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { useFaultSummary } from '../../components/fault-words.tsx';
import { FaultsPicker } from '../../components/faults-picker.tsx';
import { Panel } from '../../components/panel.tsx';
import { dialectWords } from '../../words/labels.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: '20px 32px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  column: { display: 'flex', flexDirection: 'column', rowGap: '16px' },
  label: { display: 'flex', flexDirection: 'column' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const dialects: readonly DialectName[] = ['entra', 'entra-on-demand', 'okta-put', 'okta-patch'];

interface SyncOptionsProps {
  readonly connection: Connection;
  readonly value: TestSyncOptions;
  readonly onChange: (value: TestSyncOptions) => void;
  readonly children: ReactNode;
}

export function SyncOptions({ connection, value, onChange, children }: SyncOptionsProps) {
  const styles = useStyles();
  const broken = useFaultSummary(value.faults);
  const change = (part: Partial<TestSyncOptions>) => onChange({ ...value, ...part });
  return (
    <Panel title="What is sent">
      <div className={styles.grid}>
        <Field label="Requests like those of">
          <RadioGroup
            value={value.dialect}
            onChange={(_, data) => change({ dialect: dialects.find((dialect) => dialect === data.value) ?? 'entra' })}
          >
            {dialects.map((dialect) => (
              <Radio
                key={dialect}
                value={dialect}
                label={
                  <span className={styles.label}>
                    {dialectWords[dialect].title}
                    <Text size={200} className={styles.quiet}>
                      {dialectWords[dialect].text}
                    </Text>
                  </span>
                }
              />
            ))}
          </RadioGroup>
        </Field>
        <div className={styles.column}>
          <Field
            label="Test domain"
            required
            hint="The user names of the test people end with it. Foundry’s authentication provider must admit it."
            {...(value.testDomain.trim() === '' ? { validationState: 'warning', validationMessage: 'Enter a domain to go on.' } : {})}
          >
            <Input value={value.testDomain} placeholder="contoso.com" onChange={(_, data) => change({ testDomain: data.value })} />
          </Field>
          <Field label="Members added in one request" hint="101 finds servers that drop members above 100.">
            <SpinButton
              min={3}
              max={1000}
              value={value.members}
              onChange={(_, data) => {
                const members = data.value ?? Number(data.displayValue);
                if (Number.isInteger(members)) change({ members: Math.min(1000, Math.max(3, members)) });
              }}
            />
          </Field>
          <Checkbox
            label={
              <span className={styles.label}>
                Use the same test person every time
                <Text size={200} className={styles.quiet}>
                  For servers that never forget a deleted user: one stays, switched off.
                </Text>
              </span>
            }
            checked={value.reusablePerson}
            onChange={(_, data) => change({ reusablePerson: data.checked === true })}
          />
          <Checkbox
            label={
              <span className={styles.label}>
                Also try a group inside the group
                <Text size={200} className={styles.quiet}>
                  Does the server keep it, and show it everywhere? No identity provider sends this.
                </Text>
              </span>
            }
            checked={value.nestedGroup}
            onChange={(_, data) => change({ nestedGroup: data.checked === true })}
          />
        </div>
      </div>
      {connection.practice ? (
        <Disclosure title="Break something on purpose" summary={broken}>
          <FaultsPicker value={value.faults} onChange={(faults) => change({ faults: [...faults] })} />
        </Disclosure>
      ) : null}
      <div>{children}</div>
    </Panel>
  );
}
