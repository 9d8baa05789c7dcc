// The requests of one step, read from main when the step is opened.
import { Caption1, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { useShallow } from 'zustand/react/shallow';
import { useSteward } from '../state/context.ts';
import { count } from '../words/format.ts';
import { ExchangeItem } from './exchange-item.tsx';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', rowGap: '6px', minWidth: 0 },
  list: {
    listStyleType: 'none',
    margin: 0,
    padding: 0,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground1,
    overflow: 'hidden',
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function ExchangeList({ runId, ids }: { readonly runId: string; readonly ids: readonly string[] }) {
  const styles = useStyles();
  const load = useSteward((state) => state.loadExchanges);
  const exchanges = useSteward(useShallow((state) => ids.flatMap((id) => state.exchanges[id] ?? [])));
  useEffect(() => {
    void load(runId, ids);
  }, [load, runId, ids]);
  if (ids.length === 0) return <Caption1 className={styles.quiet}>Nothing was sent in this step.</Caption1>;
  return (
    <div className={styles.box}>
      <Text weight="semibold" size={200} className={styles.quiet}>
        {count(ids.length, 'request', 'requests')}
        {exchanges.length < ids.length ? `, ${exchanges.length} kept in history` : ''}
      </Text>
      {exchanges.length === 0 ? null : (
        <ul className={styles.list}>
          {exchanges.map((exchange) => (
            <ExchangeItem key={exchange.id} exchange={exchange} />
          ))}
        </ul>
      )}
    </div>
  );
}
