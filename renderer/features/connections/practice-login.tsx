// A log-in to the practice tenant, as an identity provider would send it, and what came of it: the person as Foundry has them, or its message word for word.
import { Button, Field, Input, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Switch, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { PracticeLoginResult, PracticePerson } from '../../../contract/practice.ts';
import { CopyButton } from '../../components/copy-button.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { organizationWords, readAttributeLines } from '../../words/foundry.ts';

const useStyles = makeStyles({
  grid: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    gap: '16px 24px',
    alignItems: 'start',
    paddingBottom: '16px',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  body: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
});

function Outcome({ result }: { readonly result: PracticeLoginResult }) {
  const styles = useStyles();
  if (result.kind === 'refused')
    return (
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody className={styles.body}>
          <MessageBarTitle>Foundry refuses the log-in</MessageBarTitle> {result.message}{' '}
          <CopyButton label="Copy the message" text={() => result.message} />
        </MessageBarBody>
      </MessageBar>
    );
  const { userName, organization, groups } = result.person;
  return (
    <MessageBar intent="success" layout="multiline">
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>Logged in</MessageBarTitle> {userName} is now in {organizationWords(organization)}
        {groups.length === 0 ? '.' : `, and in the groups ${groups.join(', ')}.`}
      </MessageBarBody>
    </MessageBar>
  );
}

export function PracticeLoginPanel({ person, onDone }: { readonly person: PracticePerson | undefined; readonly onDone: () => void }) {
  const styles = useStyles();
  const logIn = useSteward((state) => state.practiceLogIn);
  const [userName, setUserName] = useState(person?.userName ?? '');
  const [providerId, setProviderId] = useState(person?.externalId ?? '');
  const [attributes, setAttributes] = useState('');
  const [groups, setGroups] = useState<string>();
  const [result, setResult] = useState<PracticeLoginResult>();
  const read = readAttributeLines(attributes);
  const ready = userName.trim() !== '' && providerId !== '' && read.unread.length === 0;
  const submit = async () => {
    if (!ready) return;
    const names = groups?.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trim()]));
    setResult(await logIn({ userName, providerId, attributes: read.attributes, ...(names === undefined ? {} : { groups: names }) }));
    onDone();
  };
  return (
    <Panel
      title="Log somebody in"
      text="Choose a person above, or enter someone new. A Provider ID other than the externalId brings Foundry’s own message."
    >
      <form
        autoComplete="off"
        onSubmit={(event) => {
          event.preventDefault();
          void submit();
        }}
      >
        <div className={styles.grid}>
          <Field label="Username" required>
            <Input value={userName} maxLength={400} spellCheck={false} onChange={(_, data) => setUserName(data.value)} />
          </Field>
          <Field label="Provider ID" required hint="What single sign-on sends; blanks at its ends count.">
            <Input value={providerId} maxLength={400} spellCheck={false} onChange={(_, data) => setProviderId(data.value)} />
          </Field>
          <Field
            label="Attributes of the sign-in"
            hint="One a line, as: department = Optics. Several values: a semicolon between them."
            {...(read.unread.length === 0 ? {} : { validationMessage: `No name before the equals sign: ${read.unread[0] ?? ''}` })}
          >
            <Textarea rows={3} value={attributes} maxLength={5000} spellCheck={false} onChange={(_, data) => setAttributes(data.value)} />
          </Field>
          <div>
            <Switch
              label="The provider imports groups at log-in"
              checked={groups !== undefined}
              onChange={(_, data) => setGroups(data.checked ? (person?.groups.join('\n') ?? '') : undefined)}
            />
            {groups === undefined ? null : (
              <Field label="Groups of the sign-in" hint="One a line. They become the person’s groups.">
                <Textarea rows={3} value={groups} maxLength={20_000} spellCheck={false} onChange={(_, data) => setGroups(data.value)} />
              </Field>
            )}
          </div>
        </div>
        <Button type="submit" appearance="primary" disabledFocusable={!ready}>
          Log in
        </Button>
      </form>
      <div aria-live="polite">{result === undefined ? null : <Outcome result={result} />}</div>
    </Panel>
  );
}
