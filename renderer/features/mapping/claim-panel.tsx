// One person's test sign-in against what SCIM would send. What is pasted is in this panel alone and goes when the room is left.
import { Button, Caption1, Field, Input, makeStyles, Text, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ClaimCheck } from '../../../contract/mapping.ts';
import { FindingCard } from '../../components/finding-card.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: '20px 24px', alignItems: 'start' },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
  list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', rowGap: '6px', overflowWrap: 'anywhere' },
});

const nothing = { text: '', externalId: '', userName: '', groups: '' };
const orNull = (value: string) => (value === '' ? null : value);

export function ClaimPanel() {
  const styles = useStyles();
  const compare = useSteward((state) => state.checkClaims);
  const [entered, setEntered] = useState(nothing);
  const [result, setResult] = useState<ClaimCheck | undefined>(undefined);
  const change = (part: Partial<typeof nothing>) => {
    setEntered((before) => ({ ...before, ...part }));
    setResult(undefined);
  };
  const begin = async () => {
    const groups = entered.groups.split('\n').filter((line) => line.trim() !== '');
    const scim = { externalId: orNull(entered.externalId), userName: orNull(entered.userName), groups: groups.length === 0 ? null : groups };
    setResult(await compare({ text: entered.text, providerIdClaim: '', userNameClaim: '', groupsClaim: '', scim, person: null }));
  };
  return (
    <>
      <Panel
        title="Compare one sign-in"
        text="Read on this machine, kept nowhere, and gone when this room is left. What is left empty is not judged."
      >
        <Field
          label="Attributes of a test login, or a SAML response"
          hint="Foundry: Control Panel, Authentication, your provider, test login. JSON, lines, XML or base64."
        >
          <Textarea
            value={entered.text}
            rows={5}
            resize="vertical"
            textarea={{ spellCheck: false }}
            onChange={(_, data) => change({ text: data.value })}
          />
        </Field>
        <div className={styles.grid}>
          <Field label="externalId that SCIM sends">
            <Input value={entered.externalId} autoComplete="off" spellCheck={false} onChange={(_, data) => change({ externalId: data.value })} />
          </Field>
          <Field label="userName that SCIM sends">
            <Input value={entered.userName} autoComplete="off" spellCheck={false} onChange={(_, data) => change({ userName: data.value })} />
          </Field>
          <Field label="Groups that SCIM sends" hint="One on each line.">
            <Textarea value={entered.groups} rows={3} textarea={{ spellCheck: false }} onChange={(_, data) => change({ groups: data.value })} />
          </Field>
        </div>
        <div className={styles.bar}>
          <Button disabledFocusable={entered.text.trim() === ''} onClick={() => void begin()}>
            Compare the sign-in
          </Button>
          <Button appearance="subtle" onClick={() => change(nothing)}>
            Empty the fields
          </Button>
        </div>
        {result === undefined ? null : (
          <ul className={styles.list} aria-label="Comparison">
            {result.comparisons.map((row) => (
              <li key={`${row.what} ${row.claim} ${row.signIn} ${row.scim}`}>
                <Text weight="semibold">
                  {row.what}: {row.relation}
                </Text>{' '}
                {row.detail} <Caption1 className={styles.quiet}>{row.claim}</Caption1>
              </li>
            ))}
            {result.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
      </Panel>
      {result?.findings.map((finding) => (
        <FindingCard key={`${finding.id} ${finding.cause}`} finding={finding} />
      ))}
    </>
  );
}
