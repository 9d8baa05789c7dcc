// The mapping room: the mapping of the chosen connection beside its sign-in, and what the rules say of both. Nothing is changed at the
// identity provider.
import { Button, makeStyles, Text, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import { Empty } from '../../components/empty.tsx';
import { ArrowRoutingRegular, FolderOpenRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { NoConnection } from '../../components/no-connection.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSelectedConnection, useSteward } from '../../state/context.ts';
import { providerWords } from '../../words/mapping.ts';
import { ClaimPanel } from './claim-panel.tsx';
import { RulesPanel } from './rules-panel.tsx';
import { BesideSchema, SignOnPanel } from './sign-on-panel.tsx';

const lead = 'SCIM and sign-in must say the same about a person. Checks the mapping of your identity provider against Foundry’s rules.';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '12px', alignItems: 'center' },
  quiet: { color: tokens.colorNeutralForeground3 },
});

function Sources({ connection }: { readonly connection: Connection }) {
  const chooseFile = useSteward((state) => state.chooseMappingFile);
  const fetchLive = useSteward((state) => state.fetchMapping);
  const [reading, setReading] = useState(false);
  const begin = async (read: (connectionId: string) => Promise<void>) => {
    setReading(true);
    await read(connection.id);
    setReading(false);
  };
  return (
    <>
      <Button icon={<FolderOpenRegular />} disabledFocusable={reading} onClick={() => void begin(chooseFile)}>
        Choose a file
      </Button>
      {connection.practice || connection.idp !== 'okta' ? (
        <Button disabledFocusable={reading} onClick={() => void begin(fetchLive)}>
          {reading ? 'Reading' : 'Read from Entra'}
        </Button>
      ) : null}
    </>
  );
}

function About({ mapping }: { readonly mapping: Mapping }) {
  const styles = useStyles();
  const kinds = mapping.objects.filter(({ kind }) => kind !== 'other');
  return (
    <Text as="p" className={styles.quiet} style={{ margin: 0 }}>
      {providerWords[mapping.provider]}, from <bdi>{mapping.origin}</bdi>
      {mapping.template === null ? '' : `, made from ${mapping.template}`}.{' '}
      {kinds.map(({ kind, attributes }) => `${kind === 'user' ? 'People' : 'Groups'}: ${attributes.length} attributes.`).join(' ')}
    </Text>
  );
}

function MappingOf({ connection }: { readonly connection: Connection }) {
  const styles = useStyles();
  const { id } = connection;
  const load = useSteward((state) => state.loadMapping);
  const edit = useSteward((state) => state.editMapping);
  const check = useSteward((state) => state.checkMapping);
  const room = useSteward((state) => state.mappings[id]);
  useEffect(() => {
    void load(id);
  }, [load, id]);
  if (room === undefined) return <Loading what="The mapping" lines={6} />;
  const { mapping, signOn } = room;
  return (
    <>
      {mapping === null ? (
        <Panel>
          <Empty
            icon={<ArrowRoutingRegular />}
            title="No mapping was read yet"
            text="In Entra: Provisioning, Mappings, Show advanced options, Review your schema here, Download. From Okta: the profile mappings as JSON."
          >
            <Sources connection={connection} />
          </Empty>
        </Panel>
      ) : (
        <Panel title="The mapping" aside={<Sources connection={connection} />}>
          <About mapping={mapping} />
          <BesideSchema mapping={mapping} onChange={(next) => edit(id, { mapping: next })} />
        </Panel>
      )}
      <SignOnPanel signOn={signOn} onChange={(next) => edit(id, { signOn: next })} />
      <div className={styles.bar}>
        <Button appearance="primary" onClick={() => void check(id)}>
          {mapping === null ? 'Save the sign-in' : 'Check the mapping'}
        </Button>
        <Text className={styles.quiet}>Kept with the connection on this machine. Nothing is sent.</Text>
      </div>
      {room.check === undefined ? null : <RulesPanel check={room.check} />}
      <ClaimPanel />
    </>
  );
}

export function MappingScreen() {
  const connection = useSelectedConnection();
  const loaded = useSteward((state) => state.connections !== undefined);
  return (
    <Page title="Mapping" lead={lead}>
      {connection === undefined ? <NoConnection loaded={loaded} /> : <MappingOf key={connection.id} connection={connection} />}
    </Page>
  );
}
