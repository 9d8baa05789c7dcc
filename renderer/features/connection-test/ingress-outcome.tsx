// What the comparison of ranges gave: covered and not, as a bar and as lists, and the texts to hand over.
import { Caption1, MessageBar, MessageBarBody, makeStyles, ProgressBar, Text, tokens } from '@fluentui/react-components';
import type { IngressResult } from '../../../contract/connection-test.ts';
import { Code } from '../../components/code.tsx';
import { Disclosure } from '../../components/disclosure.tsx';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '16px', paddingTop: '16px', borderTop: `1px solid ${tokens.colorNeutralStroke2}` },
  cover: { display: 'flex', flexDirection: 'column', rowGap: '6px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function IngressOutcome({ result }: { readonly result: IngressResult }) {
  const styles = useStyles();
  const all = result.required > 0 && result.covered === result.required;
  return (
    <div className={styles.box}>
      {result.problems.map((problem) => (
        <MessageBar key={problem} intent="warning" layout="multiline">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      ))}
      <Text weight="semibold" size={400}>
        {result.conclusion}
      </Text>
      {result.required === 0 ? null : (
        <div className={styles.cover}>
          <ProgressBar
            value={result.covered}
            max={result.required}
            thickness="large"
            color={all ? 'success' : 'warning'}
            aria-label="Ranges covered"
          />
          <Caption1 className={styles.quiet}>
            {result.covered} of {result.required} ranges of AzureActiveDirectory are admitted
            {result.tagVersion === undefined ? '' : ` (file version ${result.tagVersion})`}
          </Caption1>
        </div>
      )}
      <Text>{result.countryNote}</Text>
      {result.uncovered.length === 0 ? null : (
        <Disclosure title={`${result.uncovered.length} ranges that are not admitted`} summary={result.uncovered.slice(0, 4).join(', ')}>
          <Code label="Ranges not admitted" text={result.uncovered.join('\n')} />
        </Disclosure>
      )}
      {result.handovers.map((handover) => (
        <Disclosure key={handover.title} title={handover.title} summary={`For: ${handover.to}`} start="open">
          <Code label={`Text for: ${handover.to}`} text={handover.text} />
        </Disclosure>
      ))}
    </div>
  );
}
