// The way out of one conflict, step by step: hand the change over, say that it was made, wait for a cycle, look at the account again. How far it has
// come is kept by main and stands here after a restart.
import { Button, Link, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { ConflictCase } from '../../../contract/conflicts.ts';
import { Choice } from '../../components/choice.tsx';
import { Code } from '../../components/code.tsx';
import { useSelectedConnection, useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { dateTime } from '../../words/format.ts';
import { MendPerson } from './mend-person.tsx';

const useStyles = makeStyles({
  list: { margin: 0, paddingLeft: '20px', display: 'flex', flexDirection: 'column', rowGap: '14px' },
  row: { display: 'flex', flexWrap: 'wrap', gap: '8px', alignItems: 'end', marginTop: '6px' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

const cycles = {
  unknown: 'I do not know',
  'not finished': 'Not finished yet',
  finished: 'Finished, and this person was in it',
} as const;

const providers = { entra: 'Entra', okta: 'Okta' } as const;

export function CaseSteps({ one }: { readonly one: ConflictCase }) {
  const styles = useStyles();
  const [packet, setPacket] = useState<{ readonly provider: 'entra' | 'okta'; readonly text: string }>();
  const [cycle, setCycle] = useState<keyof typeof cycles>('unknown');
  const makePacket = useSteward((state) => state.conflictPacket);
  const changed = useSteward((state) => state.mappingChanged);
  const verify = useSteward((state) => state.verifyConflict);
  const practise = useSteward((state) => state.practiseMapping);
  const practice = useSelectedConnection()?.practice === true;
  const forget = useSteward((state) => state.forgetConflict);
  const write = async (provider: 'entra' | 'okta') => {
    const text = await makePacket(one, provider);
    if (text !== undefined) setPacket({ provider, text });
  };
  return (
    <ol className={styles.list} aria-label="Steps to resolve it">
      <li>
        <Text block weight="semibold">
          Choose the value that both sides send
        </Text>
        <Text block className={styles.quiet}>
          <Link inline href={toHash({ screen: 'mapping' })}>
            Mapping
          </Link>{' '}
          counts which attribute everybody has and nobody shares. Leave the Provider ID of a provider in use as it is.
        </Text>
      </li>
      <li>
        <Text block weight="semibold">
          Change the mapping in the identity provider
        </Text>
        <div className={styles.row}>
          {(['entra', 'okta'] as const).map((provider) => (
            <Button key={provider} size="small" onClick={() => void write(provider)}>
              Write the text for {providers[provider]}
            </Button>
          ))}
          {practice && one.mappingChangedAt === null ? (
            <Button size="small" onClick={() => void practise(one)}>
              Change it in the practice company
            </Button>
          ) : null}
          {one.mappingChangedAt === null ? (
            <Button size="small" onClick={() => void changed(one, new Date().toISOString())}>
              It was changed just now
            </Button>
          ) : (
            <Button size="small" appearance="subtle" onClick={() => void changed(one, null)}>
              Changed {dateTime(one.mappingChangedAt)}. Undo this note
            </Button>
          )}
        </div>
        {packet === undefined ? null : <Code label={`For whoever may change it in ${providers[packet.provider]}`} text={packet.text} />}
      </li>
      <li>
        <Text block weight="semibold">
          Wait for a cycle, then look at the account
        </Text>
        <div className={styles.row}>
          <Choice label="A cycle that began after the change" value={cycle} words={cycles} onChange={setCycle} />
          <Button appearance="primary" disabled={one.connectionId === null} onClick={() => void verify(one, cycle)}>
            Look at the account now
          </Button>
          <Button appearance="subtle" onClick={() => void forget(one)}>
            Forget this conflict
          </Button>
        </div>
        <MendPerson one={one} />
      </li>
    </ol>
  );
}
