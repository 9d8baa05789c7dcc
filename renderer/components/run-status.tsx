// The head of a run: verdict or progress, counts, time, and the way to stop it while it lives. The keyboard stays here when it ends.
import { Caption1, Link, makeStyles, mergeClasses, Text, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';
import type { Run } from '../../contract/common.ts';
import { dateTime, duration } from '../words/format.ts';
import { actorWords, runKindWords, runStateWords } from '../words/labels.ts';
import { progressOf, runTone } from '../words/run-words.ts';
import { FaultTags } from './fault-words.tsx';
import { RunProgress, StopButton } from './run-progress.tsx';
import { SeverityIcon, StatusBadge, ToneIcon } from './status.tsx';

const useStyles = makeStyles({
  box: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '14px',
    padding: '20px 24px',
    backgroundColor: tokens.colorNeutralBackground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusLarge,
    '@media (max-width: 760px)': { padding: '16px' },
  },
  head: { display: 'flex', flexWrap: 'wrap', columnGap: '16px', rowGap: '12px', alignItems: 'flex-start' },
  words: { flexGrow: 1, flexBasis: '280px', minWidth: 0, display: 'flex', alignItems: 'flex-start', columnGap: '14px' },
  text: { display: 'flex', flexDirection: 'column', rowGap: '4px', minWidth: 0, overflowWrap: 'anywhere' },
  title: { ...typographyStyles.subtitle2, margin: 0, outlineStyle: 'none' },
  large: { fontSize: tokens.fontSizeBase500, lineHeight: tokens.lineHeightBase500 },
  quiet: { color: tokens.colorNeutralForeground3 },
  actions: { display: 'flex', gap: '8px' },
  counts: { display: 'flex', flexWrap: 'wrap', gap: '8px' },
  failing: { listStyleType: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', rowGap: '8px' },
  cause: { display: 'grid', gridTemplateColumns: '20px minmax(0, 1fr)', columnGap: '10px', alignItems: 'start' },
  causeWords: { display: 'flex', flexDirection: 'column', alignItems: 'flex-start', minWidth: 0 },
});

/** Brings the step a finding came from into view, open, with the focus on it. */
function showStep(id: string): void {
  const line = document.querySelector<HTMLButtonElement>(`#step-${CSS.escape(id)} button`);
  if (line?.getAttribute('aria-expanded') === 'false') line.click();
  line?.scrollIntoView({ block: 'start' });
  line?.focus({ preventScroll: true });
}

interface RunStatusProps {
  readonly run: Run;
  readonly actions?: ReactNode;
  /** `verdict`: the sentence about the whole run is the headline; `times`: it stands elsewhere on the screen. */
  readonly headline: 'verdict' | 'times';
}

export function RunStatus({ run, actions, headline }: RunStatusProps) {
  const styles = useStyles();
  const living = run.state === 'running';
  const stopHadFocus = useRef(false);
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that was pressed is gone: the keyboard goes to what the run ended as, not to the top of the page.
    if (living || !stopHadFocus.current) return;
    stopHadFocus.current = false;
    title.current?.focus({ preventScroll: true });
  }, [living]);
  const large = living || headline === 'verdict';
  const progress = progressOf(run);
  const failing = living ? [] : run.findings.filter((finding) => finding.severity === 'error');
  const took = run.finishedAt === undefined ? undefined : `took ${duration(Math.max(0, Date.parse(run.finishedAt) - Date.parse(run.startedAt)))}`;
  return (
    <section className={styles.box} aria-label="State of the run">
      <div className={styles.head}>
        <div className={styles.words}>
          {living || headline === 'times' ? null : <ToneIcon tone={runTone(run)} size={28} />}
          <div className={styles.text}>
            <h2 ref={title} tabIndex={-1} className={mergeClasses(styles.title, large && styles.large)}>
              {living
                ? `${runKindWords[run.kind]} is running`
                : headline === 'times'
                  ? runStateWords[run.state]
                  : (run.summary ?? runStateWords[run.state])}
            </h2>
            <Text className={styles.quiet}>
              {living
                ? (progress.current ?? 'Getting ready')
                : [headline === 'times' ? undefined : runStateWords[run.state], dateTime(run.startedAt), took]
                    .filter((part) => part !== undefined)
                    .join(' · ')}
            </Text>
          </div>
        </div>
        {living ? (
          <StopButton
            run={run}
            focused={(now) => {
              stopHadFocus.current = now === 'focused';
            }}
          />
        ) : (
          <div className={styles.actions}>{actions}</div>
        )}
      </div>
      {living ? <RunProgress run={run} /> : null}
      <div className={styles.counts}>
        {run.counts.failed > 0 ? <StatusBadge status="failed" word={`${run.counts.failed} failed`} /> : null}
        {run.counts.warned > 0 ? <StatusBadge status="warned" word={`${run.counts.warned} with a warning`} /> : null}
        {run.counts.passed > 0 ? <StatusBadge status="passed" word={`${run.counts.passed} passed`} /> : null}
        {run.counts.skipped > 0 ? <StatusBadge status="skipped" word={`${run.counts.skipped} not run`} /> : null}
        <FaultTags faults={run.faults} />
      </div>
      {failing.length === 0 ? null : (
        <ul className={styles.failing} aria-label="What fails">
          {failing.map((finding) => (
            <li key={finding.id} className={styles.cause}>
              <SeverityIcon severity={finding.severity} size={16} />
              <span className={styles.causeWords}>
                <Link as="button" onClick={() => finding.stepIds[0] !== undefined && showStep(finding.stepIds[0])}>
                  {finding.title}
                </Link>
                <Caption1 className={styles.quiet}>Who must act: {actorWords(finding.actor)}</Caption1>
              </span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
