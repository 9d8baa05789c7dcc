// How Foundry's admin API is read for this connection, and a try that says what the credential may see. The secret is in the field only until it is
// handed over; it never comes back.
import { Button, Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import type { FoundryAccess } from '../../../contract/foundry.ts';
import { Line, SaveBar, SecretLine, Ways } from '../../components/access-fields.tsx';
import { Disclosure } from '../../components/disclosure.tsx';
import { FindingLine } from '../../components/finding-line.tsx';
import { Panel } from '../../components/panel.tsx';
import { StatusIcon } from '../../components/status.tsx';
import { useSteward } from '../../state/context.ts';
import type { FoundryTried } from '../../state/foundry-slice.ts';
import { foundryPartStatus, foundryPartWords, foundrySignInWords, missingFoundry, noFoundry } from '../../words/foundry.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px 24px',
    alignItems: 'start',
    paddingBottom: '16px',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px' },
  parts: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '8px' },
  part: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '10px', overflowWrap: 'anywhere' },
  words: { display: 'flex', flexDirection: 'column' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

function Tried({ tried }: { readonly tried: FoundryTried }) {
  const styles = useStyles();
  return (
    <div role="status">
      <ul className={styles.parts}>
        {tried.parts.map(({ part, state, text }) => (
          <li key={part} className={styles.part}>
            <StatusIcon status={foundryPartStatus[state]} />
            <span className={styles.words}>
              <Text weight="semibold">{foundryPartWords[part]}</Text>
              <Caption1 className={styles.quiet}>{text}</Caption1>
            </span>
          </li>
        ))}
      </ul>
      {tried.findings.map((finding) => (
        <FindingLine key={finding.id} finding={finding} />
      ))}
    </div>
  );
}

export function FoundryPanel({ connection: { id: connectionId, practice } }: { readonly connection: Connection }) {
  const load = useSteward((state) => state.loadFoundryAccess);
  const card = useSteward((state) => state.foundryCards[connectionId]);
  useEffect(() => {
    if (!practice) void load(connectionId);
  }, [load, connectionId, practice]);
  if (practice)
    return (
      <Panel title="Foundry’s admin API" text="The practice tenant has one of its own, and this app may read it.">
        <Try connectionId={connectionId} />
      </Panel>
    );
  if (card === undefined) return null;
  const { access } = card;
  return (
    <Panel
      title="Foundry’s admin API"
      text="Optional. With it conflicts and organizations are judged by what Foundry itself has: Provider IDs and organizations of people. It is only read."
    >
      <Disclosure title={access === null ? 'Enter an access' : 'Change the access'} summary={access === null ? 'Not set up.' : access.domain}>
        <Form key={access === null ? 'none' : 'kept'} connectionId={connectionId} />
      </Disclosure>
      {access === null ? null : <Try connectionId={connectionId} />}
    </Panel>
  );
}

function Try({ connectionId }: { readonly connectionId: string }) {
  const styles = useStyles();
  const attempt = useSteward((state) => state.tryFoundryAccess);
  const [tried, setTried] = useState<FoundryTried>();
  const [state, setState] = useState<'trying' | 'idle'>('idle');
  const go = async () => {
    setState('trying');
    setTried(await attempt(connectionId));
    setState('idle');
  };
  return (
    <>
      <div className={styles.bar}>
        <Button disabledFocusable={state === 'trying'} onClick={() => void go()}>
          {state === 'trying' ? 'Trying …' : 'Try this access'}
        </Button>
      </div>
      {tried === undefined ? null : <Tried tried={tried} />}
    </>
  );
}

function Form({ connectionId }: { readonly connectionId: string }) {
  const styles = useStyles();
  const card = useSteward((state) => state.foundryCards[connectionId]);
  const save = useSteward((state) => state.saveFoundryAccess);
  const forget = useSteward((state) => state.forgetFoundryAccess);
  const [draft, setDraft] = useState<FoundryAccess>(card?.access ?? noFoundry);
  const [secret, setSecret] = useState('');
  const [saving, setSaving] = useState<'saving' | 'not'>('not');
  if (card === undefined) return null;
  const change = (part: Partial<FoundryAccess>) => setDraft((before) => ({ ...before, ...part }));
  const missing = missingFoundry(draft);
  const submit = async () => {
    if (missing.length > 0) return;
    setSaving('saving');
    if (await save(connectionId, draft.signIn === 'token' ? { ...draft, clientId: '' } : draft, secret)) setSecret('');
    setSaving('not');
  };
  return (
    <form
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <div className={styles.grid}>
        <Line
          label="Domain of Foundry"
          need="required"
          value={draft.domain}
          hint="As example.palantirfoundry.com, without https and without a path."
          onChange={(domain) => change({ domain })}
        />
        <Line
          label="Enrollment"
          need="optional"
          value={draft.enrollmentRid}
          hint="RID of the enrollment, if the credential belongs to another one."
          onChange={(enrollmentRid) => change({ enrollmentRid })}
        />
        <Ways label="How it signs in" value={draft.signIn} words={foundrySignInWords} onChange={(signIn) => change({ signIn })} />
        {draft.signIn === 'client' ? (
          <Line
            label="Client ID"
            need="required"
            value={draft.clientId}
            hint="Of an application made for this in Control Panel. Not that of SCIM."
            onChange={(clientId) => change({ clientId })}
          />
        ) : (
          <span />
        )}
        <SecretLine
          label={draft.signIn === 'client' ? 'Client secret' : 'Token'}
          form="one line"
          status={card.secret}
          value={secret}
          onChange={setSecret}
        />
      </div>
      <div className={styles.bar}>
        <SaveBar missing={missing} saving={saving} what="the access to Foundry" />
        {card.access === null ? null : <Button onClick={() => void forget(connectionId)}>Remove access and secret</Button>}
      </div>
    </form>
  );
}
