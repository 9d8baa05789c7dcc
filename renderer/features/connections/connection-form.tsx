// Makes or edits a connection. Main saves and judges; the secret lives here only until it is handed over. What was entered waits for
// whoever goes elsewhere and comes back, but for the secret.
import { Button, Caption1, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { ConnectionDraft, CredentialCard } from '../../../contract/connections.ts';
import { Page } from '../../components/page.tsx';
import { useSteward } from '../../state/context.ts';
import { type SecretEntry, withPaste } from './draft.ts';
import { FieldsBasic } from './fields-basic.tsx';
import { FieldsEndpoint } from './fields-endpoint.tsx';
import { FieldsMore } from './fields-more.tsx';
import { FieldsSignIn } from './fields-sign-in.tsx';
import { PasteBox } from './paste-box.tsx';
import { useAdvice } from './use-advice.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', rowGap: '20px' },
  bar: { display: 'flex', gap: '8px', flexWrap: 'wrap', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

/** What every group of fields gets. */
export interface FieldsProps {
  readonly draft: ConnectionDraft;
  readonly change: (change: Partial<ConnectionDraft>) => void;
  readonly advice: ReturnType<typeof useAdvice>['advice'];
}

interface ConnectionFormProps {
  readonly start: ConnectionDraft;
  readonly card: CredentialCard | undefined;
  readonly onDone: () => void;
}

export function ConnectionForm({ start, card, onDone }: ConnectionFormProps) {
  const styles = useStyles();
  const save = useSteward((state) => state.saveConnection);
  const setSecret = useSteward((state) => state.setSecret);
  const select = useSteward((state) => state.selectConnection);
  const notify = useSteward((state) => state.notify);
  const of = start.id ?? 'new';
  const keepDraft = useSteward((state) => state.keepDraft);
  const kept = useSteward((state) => state.drafts[of]);
  const [found] = useState(kept);
  const [first] = useState(kept ?? start);
  const [draft, setDraft] = useState(first);
  const [secret, setEntry] = useState<SecretEntry>({ kind: 'untouched' });
  const [saving, setSaving] = useState(false);
  const open = useRef(true);
  useEffect(() => {
    open.current = true;
    return () => {
      open.current = false;
    };
  }, []);
  useEffect(() => {
    if (draft !== first) keepDraft(of, draft);
  }, [draft, first, of, keepDraft]);
  const { advice, realm } = useAdvice(draft);
  const change = (part: Partial<ConnectionDraft>) => setDraft((before) => ({ ...before, ...part }));
  const drop = () => {
    keepDraft(of, undefined);
    onDone();
  };
  const fields: FieldsProps = { draft, change, advice };

  const submit = async () => {
    setSaving(true);
    const saved = await save(draft);
    if (saved !== undefined) {
      const kept =
        secret.kind === 'untouched' || (await setSecret(saved.id, secret.kind === 'typed' ? { text: secret.text } : { handle: secret.handle }));
      if (kept) {
        setEntry({ kind: 'untouched' });
        keepDraft(of, undefined);
        await select(saved.id);
        notify({ intent: 'success', title: `${saved.name} saved` });
        // Whoever went elsewhere meanwhile is not called back.
        if (open.current) onDone();
      } else change({ id: saved.id });
    }
    setSaving(false);
  };

  return (
    <Page
      title={start.id === undefined ? 'Add a connection' : `Edit ${start.name}`}
      lead={realm === undefined ? 'As Foundry’s Control Panel gives it. Advice appears while you type.' : `Realm ${realm}`}
      actions={<Button onClick={drop}>Cancel</Button>}
    >
      <form
        className={styles.form}
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        {found === undefined ? null : (
          <MessageBar intent="info" layout="multiline">
            <MessageBarBody>
              <MessageBarTitle>These are your entries, not saved yet.</MessageBarTitle> If you had entered a secret, enter it again.
            </MessageBarBody>
          </MessageBar>
        )}
        {draft.credentialMode === 'client-credentials' ? (
          <PasteBox
            onParsed={(paste) => {
              setDraft((before) => withPaste(before, paste));
              if (paste.secretHandle !== undefined) setEntry({ kind: 'pasted', handle: paste.secretHandle });
            }}
          />
        ) : null}
        <FieldsBasic {...fields} />
        <FieldsEndpoint {...fields} secret={secret} onSecret={setEntry} status={card?.secret} />
        {draft.credentialMode === 'none' ? null : <FieldsSignIn {...fields} />}
        <FieldsMore {...fields} />
        <div className={styles.bar}>
          <Button type="submit" appearance="primary" size="large" disabled={saving || draft.name.trim() === ''}>
            Save the connection
          </Button>
          <Button size="large" onClick={drop}>
            Cancel
          </Button>
          {draft.name.trim() === '' ? <Caption1 className={styles.quiet}>Enter a name to save.</Caption1> : null}
        </div>
      </form>
    </Page>
  );
}
