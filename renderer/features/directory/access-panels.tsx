// What is entered to read Entra or Okta. The secret is in the field only until it is handed over; it never comes back.
import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { GraphAccess, OktaAccess } from '../../../contract/idp-access.ts';
import { Line, SaveBar, SecretLine, Ways } from '../../components/access-fields.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import type { AccessCard } from '../../state/idp-access-slice.ts';
import { cloudWords, graphSignInWords, missingGraph, missingOkta, noGraph, noOkta, oktaSignInWords } from '../../words/idp-access.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '20px 24px',
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

interface PanelProps {
  readonly connectionId: string;
  readonly card: AccessCard;
}

export function EntraAccess({ connectionId, card }: PanelProps) {
  const styles = useStyles();
  const save = useSteward((state) => state.saveAccess);
  const [draft, setDraft] = useState<GraphAccess>(card.access.graph ?? noGraph);
  const [secret, setSecret] = useState('');
  const [saving, setSaving] = useState<'saving' | 'not'>('not');
  const change = (part: Partial<GraphAccess>) => setDraft((before) => ({ ...before, ...part }));
  const missing = missingGraph(draft);
  const submit = async () => {
    if (missing.length > 0) return;
    setSaving('saving');
    const done = await save(connectionId, { graph: draft }, secret === '' ? undefined : { slot: 'graph', text: secret });
    if (done) setSecret('');
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
      <Panel title="Microsoft Entra ID">
        <div className={styles.grid}>
          <Line
            label="Tenant"
            need="required"
            value={draft.tenantId}
            hint="Directory (tenant) ID, or one of its domain names."
            onChange={(tenantId) => change({ tenantId })}
          />
          <Field label="Cloud">
            <Select
              value={draft.cloud}
              onChange={(_, data) => {
                const cloud = (Object.keys(cloudWords) as GraphAccess['cloud'][]).find((one) => one === data.value);
                if (cloud !== undefined) change({ cloud });
              }}
            >
              {Object.entries(cloudWords).map(([cloud, word]) => (
                <option key={cloud} value={cloud}>
                  {word}
                </option>
              ))}
            </Select>
          </Field>
          <Line
            label="Application (client) ID"
            need="required"
            value={draft.clientId}
            hint="Of the app registration made for SCIM Steward."
            onChange={(clientId) => change({ clientId })}
          />
          <Line
            label="App that provisions"
            need="required"
            value={draft.scimApp}
            hint="Object ID of the enterprise app with the SCIM connection."
            onChange={(scimApp) => change({ scimApp })}
          />
          <Line
            label="App that signs in"
            need="optional"
            value={draft.ssoApp}
            hint="Object ID, if single sign-on is another enterprise app. Empty: not read."
            onChange={(ssoApp) => change({ ssoApp })}
          />
          {draft.signIn === 'secret' ? (
            <SecretLine label="Client secret" form="one line" status={card.secrets.graph} value={secret} onChange={setSecret} />
          ) : (
            <span />
          )}
          <Ways label="Who signs in" value={draft.signIn} words={graphSignInWords} onChange={(signIn) => change({ signIn })} />
        </div>
        <SaveBar missing={missing} saving={saving} what="the access to Entra" />
      </Panel>
    </form>
  );
}

export function OktaAccessPanel({ connectionId, card }: PanelProps) {
  const styles = useStyles();
  const save = useSteward((state) => state.saveAccess);
  const [draft, setDraft] = useState<OktaAccess>(card.access.okta ?? noOkta);
  const [secret, setSecret] = useState('');
  const [saving, setSaving] = useState<'saving' | 'not'>('not');
  const change = (part: Partial<OktaAccess>) => setDraft((before) => ({ ...before, ...part }));
  const missing = missingOkta(draft);
  const submit = async () => {
    if (missing.length > 0) return;
    setSaving('saving');
    const done = await save(connectionId, { okta: draft }, secret === '' ? undefined : { slot: 'okta', text: secret });
    if (done) setSecret('');
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
      <Panel title="Okta">
        <div className={styles.grid}>
          <Line
            label="Domain"
            need="required"
            value={draft.domain}
            hint="As example.okta.com, without “-admin” and without a path."
            onChange={(domain) => change({ domain })}
          />
          <Line
            label="App that provisions"
            need="required"
            value={draft.scimApp}
            hint="ID of the application with the SCIM connection."
            onChange={(scimApp) => change({ scimApp })}
          />
          <Line
            label="App that signs in"
            need="optional"
            value={draft.ssoApp}
            hint="ID, if single sign-on is another application. Empty: not read."
            onChange={(ssoApp) => change({ ssoApp })}
          />
          {draft.signIn === 'service-app' ? (
            <Line
              label="Client ID"
              need="required"
              value={draft.clientId}
              hint="Of the API Services app."
              onChange={(clientId) => change({ clientId })}
            />
          ) : (
            <span />
          )}
          <Ways label="How it signs in" value={draft.signIn} words={oktaSignInWords} onChange={(signIn) => change({ signIn })} />
          <SecretLine
            label={draft.signIn === 'api-token' ? 'API token' : 'Private key (PEM or JWK)'}
            form={draft.signIn === 'api-token' ? 'one line' : 'lines'}
            status={card.secrets.okta}
            value={secret}
            onChange={setSecret}
          />
        </div>
        <SaveBar missing={missing} saving={saving} what="the access to Okta" />
      </Panel>
    </form>
  );
}
