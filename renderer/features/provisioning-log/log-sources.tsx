// Where the events come from: which span of time is known, and each reading with what it brought.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import type { CoverageSpan } from '../../../contract/provisioning-log.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { useReply } from '../../state/use-reply.ts';
import { count, dateTime } from '../../words/format.ts';
import { spanOf } from '../../words/provisioning-log.ts';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '6px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function LogSources({ coverage }: { readonly coverage: readonly CoverageSpan[] }) {
  const styles = useStyles();
  const revision = useSteward((state) => state.logRevision);
  const read = useSteward((state) => state.readLogImports);
  const imports = useReply(read, { revision }).value?.imports ?? [];
  return (
    <Panel>
      <Disclosure title="Where the events come from" summary={count(imports.length, 'reading', 'readings')}>
        <Text className={styles.quiet}>What happened outside these spans is not known.</Text>
        <ul className={styles.list} aria-label="Spans of time that were read">
          {coverage.map(({ from, to, note, source }) => (
            <li key={`${from} ${to} ${source}`}>
              {spanOf(from, to)}
              {note === '' ? '' : `. ${note}`}
            </li>
          ))}
        </ul>
        <ul className={styles.list} aria-label="Readings">
          {imports.map(({ name, at, fresh, known, unreadable }) => (
            <li key={`${at} ${name}`}>
              <bdi>{name}</bdi>, read {dateTime(at)}: {count(fresh, 'event', 'events')} new
              {known === 0 ? '' : `, ${known.toLocaleString('en')} known before`}
              {unreadable === 0 ? '' : `, ${count(unreadable, 'entry', 'entries')} could not be read`}
            </li>
          ))}
        </ul>
      </Disclosure>
    </Panel>
  );
}
