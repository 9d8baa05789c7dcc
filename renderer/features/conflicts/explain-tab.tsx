// Paste or drop a ticket, a mail or a log; what is read out of it joins the conflicts that are remembered for the connection.
import { Button, Caption1, Field, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { type DragEvent, useEffect, useRef } from 'react';
import { Empty } from '../../components/empty.tsx';
import { DocumentSearchRegular, LightbulbRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSelectedConnection, useSelectedSnapshot, useSteward } from '../../state/context.ts';
import { CaseCard } from './case-card.tsx';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'center' },
  mono: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200 },
  quiet: { color: tokens.colorNeutralForeground3 },
  hidden: { display: 'none' },
});

/** As UTF-8, or as the UTF-16 that Windows writes. */
async function textOf(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8').decode(bytes);
}

const largest = 20_000_000;

export function ExplainTab() {
  const styles = useStyles();
  const connection = useSelectedConnection();
  const snapshot = useSelectedSnapshot();
  const connectionId = connection?.id ?? null;
  const text = useSteward((state) => state.conflictText);
  const setText = useSteward((state) => state.setConflictText);
  const explain = useSteward((state) => state.explainConflicts);
  const example = useSteward((state) => state.exampleConflict);
  const load = useSteward((state) => state.loadConflicts);
  const loadSnapshots = useSteward((state) => state.loadSnapshots);
  const notify = useSteward((state) => state.notify);
  const conflicts = useSteward((state) => state.conflicts);
  const { unread, notes, read } = useSteward((state) => state.conflictRemarks);
  const chooser = useRef<HTMLInputElement>(null);
  useEffect(() => {
    void load(connectionId);
    void loadSnapshots();
  }, [load, loadSnapshots, connectionId]);
  // People of the practice company say nothing of a real ticket.
  const usable = snapshot !== undefined && snapshot.practice === (connection?.practice === true) && snapshot.source !== 'scim' ? snapshot : undefined;
  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    if (file.size > largest) notify({ intent: 'error', title: 'The file is larger than 20 MB', text: 'Cut out the part that holds the messages.' });
    else setText(await textOf(file));
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    void take(event.dataTransfer.files[0]);
  };
  return (
    <>
      <Panel>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is beside the button that opens a file */}
        <div onDragOver={(event) => event.preventDefault()} onDrop={drop}>
          <Field
            label="Ticket, mail or log"
            hint="Whole, as it came: quoted, wrapped, HTML or JSON, with several messages. It is read on this machine and not kept."
          >
            <Textarea
              value={text}
              rows={7}
              resize="vertical"
              placeholder="Cannot complete login for your user with username…"
              textarea={{ className: styles.mono, spellCheck: false }}
              onChange={(_, data) => setText(data.value)}
            />
          </Field>
        </div>
        <div className={styles.row}>
          <Button
            appearance="primary"
            icon={<LightbulbRegular />}
            disabled={text.trim() === ''}
            onClick={() => void explain(connectionId, usable?.id ?? null)}
          >
            Explain
          </Button>
          <Button onClick={() => chooser.current?.click()}>Open a file</Button>
          {connection?.practice === true ? (
            <Button appearance="subtle" onClick={() => void example()}>
              Take an example
            </Button>
          ) : null}
          <input
            ref={chooser}
            type="file"
            className={styles.hidden}
            aria-label="File with messages"
            tabIndex={-1}
            onChange={(event) => {
              void take(event.target.files?.[0]);
              event.target.value = '';
            }}
          />
          <Caption1 className={styles.quiet}>
            {connection === undefined
              ? 'No connection: the account is not looked up.'
              : `The account is looked up by ${connection.name}; nothing is changed.`}{' '}
            {usable === undefined ? 'No snapshot of the directory.' : `People: ${usable.name}.`}
          </Caption1>
        </div>
      </Panel>
      {read === 0 && unread.length === 0 ? (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>No sign-in conflict in this text</MessageBarTitle> “Explain an error” knows other messages.
          </MessageBarBody>
        </MessageBar>
      ) : null}
      {unread.map((one) => (
        <MessageBar key={`${one.line} ${one.excerpt}`} intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Line {one.line} was not read</MessageBarTitle> {one.reason}
          </MessageBarBody>
        </MessageBar>
      ))}
      {notes.length === 0 ? null : (
        <MessageBar intent="info" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Not looked at</MessageBarTitle> {notes.join(' ')}
          </MessageBarBody>
        </MessageBar>
      )}
      {conflicts.length === 0 ? (
        <Panel>
          <Empty
            icon={<DocumentSearchRegular />}
            title="No conflict is open"
            text="Foundry refuses a sign-in when the Provider ID that single sign-on sends is not the externalId that SCIM wrote. Paste the message people get."
          />
        </Panel>
      ) : (
        conflicts.map((one) => <CaseCard key={one.id} one={one} />)
      )}
    </>
  );
}
