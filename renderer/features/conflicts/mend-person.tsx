// Mending one person now: the dry run with every reason against it, the user name typed, the run, and undo. Main decides; nothing is sent from a look.
import { Button, Field, Input, Link, MessageBar, MessageBarBody, MessageBarTitle, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ConflictCase, MendPlan } from '../../../contract/conflicts.ts';
import { Code } from '../../components/code.tsx';
import { useSelectedConnection, useSelectedSnapshot, useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', rowGap: '8px', marginTop: '6px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'end', marginTop: '6px' },
  list: { margin: 0, paddingLeft: '20px', overflowWrap: 'anywhere' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

export function MendPerson({ one }: { readonly one: ConflictCase }) {
  const styles = useStyles();
  const [plan, setPlan] = useState<MendPlan>();
  const [typed, setTyped] = useState('');
  const connection = useSelectedConnection();
  const snapshot = useSelectedSnapshot();
  const look = useSteward((state) => state.planMend);
  const mend = useSteward((state) => state.mendPerson);
  const undo = useSteward((state) => state.undoMend);
  const see = useSteward((state) => state.lookAtMend);
  const mends = useSteward((state) => state.mends);
  const last = mends.find(({ userId }) => userId === one.existingUserId);
  const snapshotId =
    snapshot !== undefined && snapshot.practice === (connection?.practice === true) && snapshot.source !== 'scim' ? snapshot.id : null;
  const send = async () => {
    if (plan !== undefined && (await mend(one, snapshotId, plan.planId, typed))) setPlan(undefined);
    setTyped('');
  };
  return (
    <div className={styles.column}>
      <div className={styles.row}>
        <Button size="small" disabled={one.connectionId === null} onClick={() => void look(one, snapshotId).then(setPlan)}>
          Mend this person now: dry run
        </Button>
        {last?.state === 'done' ? (
          <Button size="small" appearance="subtle" onClick={() => void undo(last)}>
            Undo the change of externalId
          </Button>
        ) : null}
        {last?.state === 'open' || last?.state === 'undoing' ? (
          <Button size="small" onClick={() => void see(last)}>
            A change was cut off: look how it ended
          </Button>
        ) : null}
      </div>
      {plan === undefined ? null : (
        <>
          <ul className={styles.list}>
            {plan.says.map((line) => (
              <li key={line}>
                <Text>{line}</Text>
              </li>
            ))}
          </ul>
          {plan.sends === '' ? null : <Code label="What would be sent" text={plan.sends} />}
          {plan.refusals.length > 0 ? (
            <MessageBar intent="warning" layout="multiline">
              <MessageBarBody>
                <MessageBarTitle>Not now</MessageBarTitle> {plan.refusals.join(' ')}{' '}
                <Link inline href={toHash({ screen: 'mapping' })}>
                  Open Mapping
                </Link>
              </MessageBarBody>
            </MessageBar>
          ) : (
            <div className={styles.row}>
              <Field label={`Type the user name ${plan.userName} to confirm`}>
                <Input value={typed} onChange={(_, data) => setTyped(data.value)} />
              </Field>
              <Button appearance="primary" disabled={typed !== plan.userName} onClick={() => void send()}>
                Write externalId
              </Button>
            </div>
          )}
        </>
      )}
    </div>
  );
}
