// States as icon and word together: never by colour alone. One look for steps, severities and tones everywhere.
import { makeStyles, mergeClasses, Spinner, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { Overview } from '../../contract/app.ts';
import type { Severity, Step } from '../../contract/common.ts';
import { severityWords, statusWords } from '../words/labels.ts';
import {
  CheckmarkCircleFilled,
  CircleRegular,
  ErrorCircleFilled,
  InfoFilled,
  PlugDisconnectedRegular,
  SubtractCircleRegular,
  WarningFilled,
} from './icons.ts';

export type Tone = Overview['tone'];

const useStyles = makeStyles({
  icon: { display: 'inline-flex', flexShrink: 0, alignItems: 'center', justifyContent: 'center' },
  good: { color: tokens.colorStatusSuccessForeground1 },
  warning: { color: tokens.colorStatusWarningForeground1 },
  bad: { color: tokens.colorStatusDangerForeground1 },
  info: { color: tokens.colorBrandForeground1 },
  unknown: { color: tokens.colorNeutralForeground3 },
  badge: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: '6px',
    padding: '2px 10px 2px 6px',
    borderRadius: tokens.borderRadiusCircular,
    border: '1px solid transparent',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    whiteSpace: 'nowrap',
  },
  worded: { paddingLeft: '10px' },
  goodBadge: { backgroundColor: tokens.colorStatusSuccessBackground1, border: `1px solid ${tokens.colorStatusSuccessBorder1}` },
  warningBadge: { backgroundColor: tokens.colorStatusWarningBackground1, border: `1px solid ${tokens.colorStatusWarningBorder1}` },
  badBadge: { backgroundColor: tokens.colorStatusDangerBackground1, border: `1px solid ${tokens.colorStatusDangerBorder1}` },
  infoBadge: { backgroundColor: tokens.colorBrandBackground2, border: `1px solid ${tokens.colorBrandStroke2}` },
  unknownBadge: { backgroundColor: tokens.colorNeutralBackground3, border: `1px solid ${tokens.colorNeutralStroke2}` },
});

type Look = 'good' | 'warning' | 'bad' | 'info' | 'unknown';

const statusLooks = {
  passed: 'good',
  failed: 'bad',
  warned: 'warning',
  skipped: 'unknown',
  'not-reachable-from-here': 'unknown',
  pending: 'unknown',
  running: 'info',
} satisfies Record<Step['status'], Look>;

const severityLooks = { error: 'bad', warning: 'warning', info: 'info' } satisfies Record<Severity, Look>;

function lookIcon(look: Look, size: number): ReactNode {
  if (look === 'good') return <CheckmarkCircleFilled fontSize={size} />;
  if (look === 'warning') return <WarningFilled fontSize={size} />;
  if (look === 'bad') return <ErrorCircleFilled fontSize={size} />;
  if (look === 'info') return <InfoFilled fontSize={size} />;
  return <SubtractCircleRegular fontSize={size} />;
}

function statusGlyph(status: Step['status'], size: number): ReactNode {
  if (status === 'running') return <Spinner size="extra-tiny" aria-hidden="true" />;
  if (status === 'pending') return <CircleRegular fontSize={size} />;
  if (status === 'not-reachable-from-here') return <PlugDisconnectedRegular fontSize={size} />;
  return lookIcon(statusLooks[status], size);
}

interface IconProps {
  readonly size?: number;
  /** `named`: says its word to screen readers; `beside words`: the word stands beside it. */
  readonly as?: 'named' | 'beside words';
}

function Named({
  look,
  word,
  as,
  children,
}: {
  readonly look: Look;
  readonly word: string;
  readonly as: IconProps['as'];
  readonly children: ReactNode;
}) {
  const styles = useStyles();
  const named = as === 'beside words' ? { 'aria-hidden': true } : { role: 'img', 'aria-label': word, title: word };
  return (
    <span className={mergeClasses(styles.icon, styles[look])} {...named}>
      {children}
    </span>
  );
}

export function StatusIcon({ status, size = 20, as = 'named' }: IconProps & { readonly status: Step['status'] }) {
  return (
    <Named look={statusLooks[status]} word={statusWords[status]} as={as}>
      {statusGlyph(status, size)}
    </Named>
  );
}

export function SeverityIcon({ severity, size = 20, as = 'named' }: IconProps & { readonly severity: Severity }) {
  return (
    <Named look={severityLooks[severity]} word={severityWords[severity]} as={as}>
      {lookIcon(severityLooks[severity], size)}
    </Named>
  );
}

export function ToneIcon({ tone, size = 24 }: { readonly tone: Tone; readonly size?: number }) {
  return (
    <Named look={tone} word="" as="beside words">
      {lookIcon(tone, size)}
    </Named>
  );
}

export function StatusBadge({ status, word }: { readonly status: Step['status']; readonly word?: string }) {
  const styles = useStyles();
  const look = statusLooks[status];
  return (
    <span className={mergeClasses(styles.badge, styles[look], styles[`${look}Badge`])}>
      <span className={styles.icon} aria-hidden="true">
        {statusGlyph(status, 16)}
      </span>
      {word ?? statusWords[status]}
    </span>
  );
}

/** A small label without a state: Practice, Production, a kind. */
export function Tag({ look, icon, children }: { readonly look: Look; readonly icon?: ReactNode; readonly children: ReactNode }) {
  const styles = useStyles();
  return (
    <span className={mergeClasses(styles.badge, icon === undefined && styles.worded, styles[look], styles[`${look}Badge`])}>
      {icon === undefined ? null : (
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
      )}
      {children}
    </span>
  );
}
