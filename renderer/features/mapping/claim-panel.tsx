// One person's test sign-in against what SCIM would send: worked out for a person of the snapshot, or typed in. What is pasted is in this
// panel alone and goes when it is left.
import { Button, Field, Input, makeStyles, Radio, RadioGroup, Text, Textarea, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Snapshot, UserRow } from '../../../contract/directory.ts';
import type { ClaimCheck, Mapping } from '../../../contract/mapping.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { FindingCard } from '../../components/finding-card.tsx';
import { PersonSearchRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { SnapshotPicker } from '../../components/snapshot-picker.tsx';
import { useSteward } from '../../state/context.ts';
import { userName } from '../../words/directory-rows.ts';
import { ComparisonTable } from './comparison-table.tsx';
import { PickPerson } from './pick-dialog.tsx';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(240px, 1fr))', gap: '20px 24px', alignItems: 'start' },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
  person: { display: 'flex', flexWrap: 'wrap', gap: '4px 12px', alignItems: 'center', overflowWrap: 'anywhere' },
  flush: { marginLeft: '-8px' },
  mono: { fontFamily: tokens.fontFamilyMonospace },
});

const nothing = { text: '', providerIdClaim: '', userNameClaim: '', groupsClaim: '', externalId: '', userName: '', groups: '' };
type Entered = typeof nothing;
const orNull = (value: string) => (value === '' ? null : value);

interface LineProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly onChange: (value: string) => void;
}

function Line({ label, value, placeholder, onChange }: LineProps) {
  return (
    <Field label={label}>
      <Input
        value={value}
        autoComplete="off"
        spellCheck={false}
        {...(placeholder === undefined ? {} : { placeholder })}
        onChange={(_, data) => onChange(data.value)}
      />
    </Field>
  );
}

interface ClaimPanelProps {
  readonly mapping: Mapping | null;
  readonly snapshot: Snapshot | undefined;
}

export function ClaimPanel({ mapping, snapshot }: ClaimPanelProps) {
  const styles = useStyles();
  const compare = useSteward((state) => state.checkClaims);
  const [entered, setEntered] = useState<Entered>(nothing);
  const [side, setSide] = useState<'person' | 'typed'>('person');
  const [chosen, setChosen] = useState<{ readonly snapshotId: string; readonly row: UserRow } | undefined>(undefined);
  const [picking, setPicking] = useState(false);
  const [comparing, setComparing] = useState(false);
  const [result, setResult] = useState<ClaimCheck | undefined>(undefined);
  const change = (part: Partial<Entered>) => {
    setEntered((before) => ({ ...before, ...part }));
    setResult(undefined);
  };
  const why =
    mapping === null
      ? 'For a person of the snapshot the mapping is needed: read it or type it in.'
      : snapshot === undefined
        ? 'For a person a snapshot of the directory is needed: take one under Directory.'
        : undefined;
  /** Of another snapshot: chosen no longer. */
  const person = chosen !== undefined && chosen.snapshotId === snapshot?.id ? chosen.row : undefined;
  const byPerson = side === 'person' && why === undefined;
  const begin = async () => {
    const groups = entered.groups.split('\n').filter((line) => line.trim() !== '');
    const { text, providerIdClaim, userNameClaim, groupsClaim } = entered;
    const typed = { externalId: orNull(entered.externalId), userName: orNull(entered.userName), groups: groups.length === 0 ? null : groups };
    const known =
      byPerson && mapping !== null && snapshot !== undefined && person !== undefined ? { snapshotId: snapshot.id, search: person.id, mapping } : null;
    setComparing(true);
    setResult(
      await compare({
        text,
        providerIdClaim,
        userNameClaim,
        groupsClaim,
        scim: known === null ? typed : { externalId: null, userName: null, groups: null },
        person: known,
      }),
    );
    setComparing(false);
  };
  const missing = entered.text.trim() === '' ? 'Nothing is pasted yet.' : byPerson && person === undefined ? 'No person is chosen yet.' : undefined;
  return (
    <>
      {why === undefined ? <SnapshotPicker /> : null}
      <Panel title="Compare one sign-in" text="Read on this machine, kept nowhere, and gone when this page is left. What is not known is not judged.">
        <Field
          label="Attributes of a test login, or a SAML response"
          hint="Foundry: Control Panel, Authentication, your provider, test login. JSON, lines, XML or base64."
        >
          <Textarea
            value={entered.text}
            rows={6}
            resize="vertical"
            textarea={{ spellCheck: false, className: styles.mono }}
            onChange={(_, data) => change({ text: data.value })}
          />
        </Field>
        <Disclosure
          title="The claims have names of their own"
          summary={
            [entered.providerIdClaim, entered.userNameClaim, entered.groupsClaim].filter(Boolean).join(', ') || 'The usual names are looked for'
          }
        >
          <Text className={styles.quiet}>As Foundry’s attribute mapping names them. What is left empty is looked for by its usual names.</Text>
          <div className={styles.grid}>
            <Line
              label="Claim of the Provider ID"
              placeholder="NameID"
              value={entered.providerIdClaim}
              onChange={(providerIdClaim) => change({ providerIdClaim })}
            />
            <Line label="Claim of the username" value={entered.userNameClaim} onChange={(userNameClaim) => change({ userNameClaim })} />
            <Line label="Claim of the groups" value={entered.groupsClaim} onChange={(groupsClaim) => change({ groupsClaim })} />
          </div>
        </Disclosure>
        <Field label="What SCIM sends for this person" {...(why === undefined ? {} : { hint: why })}>
          <RadioGroup
            className={styles.flush}
            value={byPerson ? 'person' : 'typed'}
            onChange={(_, data) => {
              setSide(data.value === 'person' ? 'person' : 'typed');
              setResult(undefined);
            }}
          >
            <Radio value="person" disabled={why !== undefined} label="Worked out by the mapping, for a person of the snapshot" />
            <Radio value="typed" label="Typed in" />
          </RadioGroup>
        </Field>
        {byPerson ? (
          <div className={styles.person}>
            <Button icon={<PersonSearchRegular />} onClick={() => setPicking(true)}>
              {person === undefined ? 'Choose the person' : 'Choose another'}
            </Button>
            {person === undefined ? null : (
              <span>
                <Text weight="semibold">
                  <bdi>{userName(person)}</bdi>
                </Text>{' '}
                <Text className={styles.quiet}>
                  <bdi>{person.userName}</bdi>
                </Text>
              </span>
            )}
          </div>
        ) : (
          <div className={styles.grid}>
            <Line label="externalId that SCIM sends" value={entered.externalId} onChange={(externalId) => change({ externalId })} />
            <Line label="userName that SCIM sends" value={entered.userName} onChange={(userName) => change({ userName })} />
            <Field label="Groups that SCIM sends" hint="One on each line.">
              <Textarea value={entered.groups} rows={3} textarea={{ spellCheck: false }} onChange={(_, data) => change({ groups: data.value })} />
            </Field>
          </div>
        )}
        <div className={styles.bar}>
          <Button appearance="primary" disabledFocusable={missing !== undefined || comparing} onClick={() => void begin()}>
            Compare the sign-in
          </Button>
          <Button
            appearance="subtle"
            onClick={() => {
              setChosen(undefined);
              change(nothing);
            }}
          >
            Empty the fields
          </Button>
          {missing === undefined ? null : <Text className={styles.quiet}>{missing}</Text>}
        </div>
      </Panel>
      {result === undefined ? null : <ComparisonTable check={result} />}
      {result?.findings.map((finding) => (
        <FindingCard key={`${finding.id} ${finding.cause}`} finding={finding} />
      ))}
      {picking && snapshot !== undefined ? (
        <PickPerson
          snapshotId={snapshot.id}
          title="Who signed in?"
          first="all"
          onPick={(row) => {
            setChosen({ snapshotId: snapshot.id, row });
            setPicking(false);
            setResult(undefined);
          }}
          onClose={() => setPicking(false)}
        />
      ) : null}
    </>
  );
}
