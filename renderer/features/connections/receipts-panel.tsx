// What was written through this connection: who, when, before, after, how to undo. Read only.
import { Caption1, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect } from 'react';
import { Empty } from '../../components/empty.tsx';
import { ShieldKeyholeRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { dateTime } from '../../words/format.ts';

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  item: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: '2px',
    padding: '12px 24px',
    borderTop: `1px solid ${tokens.colorNeutralStroke3}`,
    overflowWrap: 'anywhere',
    '@media (max-width: 760px)': { padding: '12px 16px' },
  },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function ReceiptsPanel({ connectionId }: { readonly connectionId: string }) {
  const styles = useStyles();
  const load = useSteward((state) => state.loadReceipts);
  const receipts = useSteward((state) => state.receipts[connectionId]);
  useEffect(() => {
    void load(connectionId);
  }, [load, connectionId]);
  if (receipts === undefined) return null;
  return (
    <Panel title="Receipts" edges="flush" text="Everything SCIM Steward wrote through this connection.">
      {receipts.length === 0 ? (
        <Empty
          icon={<ShieldKeyholeRegular />}
          title="Nothing was written"
          text="Each test sync leaves receipts here: who, when, why, before, after, and how to undo it."
        />
      ) : (
        <ul className={styles.list}>
          {receipts.map((receipt) => (
            <li key={receipt.id} className={styles.item}>
              <Text weight="semibold">{receipt.action}</Text>
              <Text size={200}>
                Before: {receipt.before || '–'} · After: {receipt.after || '–'} · Undo: {receipt.undo || '–'}
              </Text>
              <Caption1 className={styles.quiet}>
                {dateTime(receipt.at)} · {receipt.who}
                {receipt.reason === '' ? '' : ` · ${receipt.reason}`}
                {receipt.runId === undefined ? null : (
                  <>
                    {' · '}
                    <Link inline href={toHash({ screen: 'runs', id: receipt.runId })}>
                      Open the run
                    </Link>
                  </>
                )}
              </Caption1>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
