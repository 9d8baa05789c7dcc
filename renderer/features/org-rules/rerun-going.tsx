// A rerun while it goes on, with pause and cancel; and one that stands still, with the ways to go on.
import { Button, Caption1, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, ProgressBar, tokens } from '@fluentui/react-components';
import type { RerunView } from '../../../contract/org-rules.ts';
import { ArrowClockwiseRegular, PauseRegular, PlayRegular, StopRegular } from '../../components/icons.ts';
import { useSteward } from '../../state/context.ts';
import { count } from '../../words/format.ts';
import { longWords, stageWords } from '../../words/org-rules.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function RerunGoing({ view: { rerun, counts, live } }: { readonly view: RerunView }) {
  const styles = useStyles();
  const pause = useSteward((state) => state.pauseRerun);
  const cancel = useSteward((state) => state.cancelRerun);
  const done = rerun.people - counts.notSent;
  if (live === undefined) return <Caption1 className={styles.quiet}>It goes on in another window or terminal of this machine.</Caption1>;
  const { stage, requestsPerSecond, paceNow, secondsLeft, pausing } = live;
  const line = [
    ...(stage === '' ? [] : [`Stage: ${stageWords(stage)}`]),
    `${done.toLocaleString('en')} of ${count(rerun.people, 'person', 'people')}`,
    `${requestsPerSecond.toFixed(1)} requests a second, ${paceNow.toFixed(1)} allowed`,
    `about ${longWords(secondsLeft)} left`,
  ].join(' · ');
  return (
    <>
      <ProgressBar aria-label="People done" value={done} max={Math.max(1, rerun.people)} thickness="large" />
      <Caption1 className={styles.quiet}>{line}</Caption1>
      <div className={styles.row}>
        <Button icon={<PauseRegular />} disabledFocusable={pausing} onClick={() => void pause(rerun.id)}>
          {pausing ? 'Ending with those under way' : 'Pause'}
        </Button>
        <Button icon={<StopRegular />} disabledFocusable={pausing} onClick={() => void cancel(rerun.id)}>
          Cancel the rerun
        </Button>
      </div>
    </>
  );
}

export function RerunStanding({ view: { rerun, counts } }: { readonly view: RerunView }) {
  const styles = useStyles();
  const go = useSteward((state) => state.continueRerun);
  const cancel = useSteward((state) => state.cancelRerun);
  const left = counts.notSent + (rerun.state === 'interrupted' ? counts.answerLost : 0);
  const again = counts.failed + counts.answerLost;
  const mayGoOn = left > 0 && rerun.state !== 'cancelled';
  if (rerun.state === 'reading' || (!mayGoOn && again === 0)) return null;
  return (
    <>
      {rerun.stoppedBy === undefined ? null : (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>
            <MessageBarTitle>Look at this move first.</MessageBarTitle> Going on accepts every move from {rerun.stoppedBy.from ?? 'no organization'}{' '}
            to {rerun.stoppedBy.to ?? 'no organization'}.
          </MessageBarBody>
        </MessageBar>
      )}
      <div className={styles.row}>
        {mayGoOn ? (
          <Button appearance="primary" icon={<PlayRegular />} onClick={() => void go(rerun.id, 'not-sent')}>
            Continue with {count(left, 'person', 'people')}
          </Button>
        ) : null}
        {again > 0 ? (
          <Button icon={<ArrowClockwiseRegular />} onClick={() => void go(rerun.id, 'failed-too')}>
            Send the failed ones again ({again.toLocaleString('en')})
          </Button>
        ) : null}
        {mayGoOn ? (
          <Button icon={<StopRegular />} onClick={() => void cancel(rerun.id)}>
            Cancel the rerun
          </Button>
        ) : null}
      </div>
    </>
  );
}
