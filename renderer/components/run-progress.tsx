// What a living run shows: the step at work, how far it is, how long it may take, and the way to stop it.
import { Button, Caption1, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Run } from '../../contract/common.ts';
import { useSteward } from '../state/context.ts';
import { progressLine, shareNow } from '../words/progress.ts';
import { progressOf } from '../words/run-words.ts';
import { StopRegular } from './icons.ts';
import { useNow } from './use-now.ts';

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground3 } });

export function RunProgress({ run }: { readonly run: Run }) {
  const styles = useStyles();
  const earlier = useSteward((state) => state.earlierRuns[run.id]);
  const now = useNow('ticking');
  const { done, total } = progressOf(run);
  return (
    <>
      <ProgressBar aria-label="Steps done" value={done + shareNow(run)} max={Math.max(1, total)} thickness="large" />
      <Caption1 className={styles.quiet}>{progressLine(run, earlier, now)}</Caption1>
    </>
  );
}

interface StopButtonProps {
  readonly run: Run;
  /** Told when the keyboard comes to the button and when it leaves it; not when the button itself goes. */
  readonly focused: (now: 'focused' | 'left') => void;
}

/** Says that it was heard: a test sync goes on for a while, to remove what it made. */
export function StopButton({ run, focused }: StopButtonProps) {
  const styles = useStyles();
  const cancel = useSteward((state) => state.cancelRun);
  const [pressed, setPressed] = useState(false);
  return (
    <>
      {pressed && run.kind === 'test-sync' ? <Text className={styles.quiet}>What it made is being removed.</Text> : null}
      <Button
        icon={<StopRegular />}
        disabledFocusable={pressed}
        onFocus={() => focused('focused')}
        onBlur={() => focused('left')}
        onClick={() => {
          setPressed(true);
          void cancel(run.id);
        }}
      >
        {pressed ? 'Stopping' : 'Stop'}
      </Button>
    </>
  );
}
