// Before anything is sent: what each person gets, how long it takes, what it may set off; then asks. Stale consent is refused by main.
import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import type { Rerun } from '../../../contract/org-rules.ts';
import { PlayRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { Panel } from '../../components/panel.tsx';
import { Trouble } from '../../components/trouble.tsx';
import { useSelectedCard, useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { useReply } from '../../state/use-reply.ts';
import { longWords } from '../../words/org-rules.ts';

const useStyles = makeStyles({
  grid: { display: 'grid', gridTemplateColumns: 'repeat(auto-fit, minmax(min(320px, 100%), 1fr))', gap: '16px 32px' },
  part: { display: 'flex', flexDirection: 'column', rowGap: '8px', minWidth: 0 },
  list: { margin: 0, paddingLeft: '18px', display: 'flex', flexDirection: 'column', rowGap: '4px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

function Part({ title, lines }: { readonly title: string; readonly lines: readonly string[] }) {
  const styles = useStyles();
  return (
    <div className={styles.part}>
      <Text weight="semibold">{title}</Text>
      <ul className={styles.list}>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

export function RerunConsentPanel({ rerun }: { readonly rerun: Rerun }) {
  const styles = useStyles();
  const read = useSteward((state) => state.readRerunConsent);
  const start = useSteward((state) => state.startRerun);
  // Unlocked or locked meanwhile: what may start changes with it.
  const lock = useSelectedCard()?.lock.kind;
  const { value: consent, state, trouble, again } = useReply(read, { rerunId: rerun.id, lock });
  if (state === 'failed') return <Trouble title="What it would do could not be read" text={trouble} onAgain={() => void again()} />;
  if (consent === undefined) return <Loading what="What it would do" lines={5} />;
  const refused = consent.refusals.length > 0;
  return (
    <Panel title={`On “${rerun.connectionName}” this will`} text={`It takes at least ${longWords(consent.seconds)}. Nothing has been sent yet.`}>
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
      <MessageBar intent="warning" layout="multiline">
        <MessageBarBody>
          <MessageBarTitle>It can move people between organizations.</MessageBarTitle> Whoever was placed by hand is moved to where the rules say,
          unless left out of the list.
        </MessageBarBody>
      </MessageBar>
      <div className={styles.grid}>
        <Part title="It sends" lines={consent.sends} />
        <Part title="It may set off" lines={consent.mayTrigger} />
      </div>
      <div>
        <Button
          appearance="primary"
          size="large"
          icon={<PlayRegular />}
          disabled={refused || state === 'behind'}
          onClick={() => void start(rerun.id, consent.consentId)}
        >
          I understand, start
        </Button>
      </div>
    </Panel>
  );
}
