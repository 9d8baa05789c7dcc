// Says before anything is sent what will be made, changed and removed and what that may set off; then asks.
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  MessageBarTitle,
  makeStyles,
  mergeClasses,
  Text,
  tokens,
} from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import type { Consent } from '../../../contract/test-sync.ts';
import { ConnectionTags } from '../../components/connection-tags.tsx';
import { AddRegular, BroomRegular, EditRegular, PlayRegular, WarningFilled } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSelectedCard } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';

const useStyles = makeStyles({
  focus: { outlineStyle: 'none' },
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(280px, 1fr))', gap: '16px' },
  part: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '8px',
    padding: '16px',
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  head: { display: 'flex', alignItems: 'center', columnGap: '8px' },
  icon: { display: 'inline-flex', fontSize: '18px', color: tokens.colorBrandForeground1 },
  wide: { gridColumnStart: 1, gridColumnEnd: -1 },
  warn: { color: tokens.colorStatusWarningForeground1 },
  list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', rowGap: '4px', overflowWrap: 'anywhere' },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
});

function Part({
  icon,
  title,
  lines,
  tone = 'plain',
}: {
  readonly icon: ReactNode;
  readonly title: string;
  readonly lines: readonly string[];
  readonly tone?: 'plain' | 'warn';
}) {
  const styles = useStyles();
  if (lines.length === 0) return null;
  return (
    <div className={mergeClasses(styles.part, tone === 'warn' && styles.wide)}>
      <div className={styles.head}>
        <span className={mergeClasses(styles.icon, tone === 'warn' && styles.warn)} aria-hidden="true">
          {icon}
        </span>
        <Text weight="semibold">{title}</Text>
      </div>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

interface ConsentPanelProps {
  readonly connection: Connection;
  readonly consent: Consent;
  readonly onBack: () => void;
  readonly onStart: () => void;
}

export function ConsentPanel({ connection, consent, onBack, onStart }: ConsentPanelProps) {
  const styles = useStyles();
  const card = useSelectedCard();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const refused = consent.refusals.length > 0;
  return (
    <section ref={box} tabIndex={-1} className={styles.focus} aria-label="What the test sync will do">
      <Panel title={`On “${connection.name}” this will`} aside={<ConnectionTags connection={connection} lock={card?.lock} />}>
        {consent.refusals.map((refusal) => (
          <MessageBar key={refusal} intent="error" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>It may not start</MessageBarTitle> {refusal}
            </MessageBarBody>
            <MessageBarActions>
              <Button as="a" href={toHash({ screen: 'connections' })}>
                Go to Connection
              </Button>
            </MessageBarActions>
          </MessageBar>
        ))}
        <div className={styles.grid}>
          <Part icon={<AddRegular />} title="Make" lines={consent.makes} />
          <Part icon={<EditRegular />} title="Change" lines={consent.changes} />
          <Part icon={<BroomRegular />} title="Remove" lines={consent.removes} />
          <Part icon={<WarningFilled />} title="It may set off" lines={consent.mayTrigger} tone="warn" />
        </div>
        <Text>
          Nothing else is touched. <strong>{'<random>'}</strong> stands for eight letters and digits that this run draws for itself alone.
        </Text>
        <div className={styles.bar}>
          <Button appearance="primary" size="large" icon={<PlayRegular />} disabled={refused} onClick={onStart}>
            I understand, start
          </Button>
          <Button size="large" onClick={onBack}>
            Back
          </Button>
        </div>
      </Panel>
    </section>
  );
}
