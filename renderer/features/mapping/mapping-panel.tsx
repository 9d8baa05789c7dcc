// The mapping of a connection: where it came from, its rows, what stands beside it; typed in, edited or read anew. Kept when it is taken.
import { makeStyles, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import type { Mapping } from '../../../contract/mapping.ts';
import { Disclosure } from '../../components/disclosure.tsx';
import { Empty } from '../../components/empty.tsx';
import { ArrowRoutingRegular } from '../../components/icons.ts';
import { Panel } from '../../components/panel.tsx';
import { useSteward } from '../../state/context.ts';
import type { MappingRoom } from '../../state/mapping-slice.ts';
import { count } from '../../words/format.ts';
import { providerWords } from '../../words/mapping.ts';
import { objectWords } from '../../words/mapping-rows.ts';
import { MappingEditor } from './mapping-editor.tsx';
import { MappingRows } from './mapping-rows.tsx';
import { MappingWays } from './mapping-ways.tsx';
import { BesideSchema } from './sign-on-panel.tsx';

const useStyles = makeStyles({ quiet: { color: tokens.colorNeutralForeground3, margin: 0, overflowWrap: 'anywhere' } });

const rowsLine = ({ objects }: Mapping) =>
  objects
    .filter(({ kind }) => kind !== 'other')
    .map(({ kind, attributes, enabled }) => `${objectWords[kind]}: ${count(attributes.length, 'row', 'rows')}${enabled ? '' : ', switched off'}`)
    .join('. ');

/** Where a mapping is from, in one sentence. */
export function AboutMapping({ mapping }: { readonly mapping: Mapping }) {
  const styles = useStyles();
  return (
    <Text as="p" className={styles.quiet}>
      {mapping.origin.startsWith('Entra') ? '' : `${providerWords[mapping.provider]}, `}
      <bdi>{mapping.origin === 'Typed in' ? 'typed in' : mapping.origin}</bdi>
      {mapping.template === null ? '' : `, made from ${mapping.template}`}.
    </Text>
  );
}

export function MappingPanel({ connection, room }: { readonly connection: Connection; readonly room: MappingRoom }) {
  const { id } = connection;
  const take = useSteward((state) => state.takeMapping);
  const edit = useSteward((state) => state.editMapping);
  const blank = useSteward((state) => state.blankMapping);
  const [editing, setEditing] = useState<Mapping | undefined>(undefined);
  const { mapping, signOn } = room;
  const type = async () => setEditing(mapping ?? (await blank(connection.idp === 'okta' ? 'okta' : 'entra', signOn)));
  const ways = (
    <MappingWays
      connection={connection}
      onMapping={(next) => void take(id, next)}
      onType={() => void type()}
      type={mapping === null ? 'Type it in' : 'Edit the rows'}
    />
  );
  if (editing !== undefined) {
    return (
      <Panel title={mapping === null ? 'Type the mapping in' : 'Edit the rows'} text="Changes nothing at the identity provider.">
        <MappingEditor
          mapping={editing}
          keep="Keep the rows"
          onKeep={(next) => {
            setEditing(undefined);
            void take(id, next);
          }}
          onCancel={() => setEditing(undefined)}
        />
      </Panel>
    );
  }
  if (mapping === null) {
    return (
      <Panel>
        <Empty
          icon={<ArrowRoutingRegular />}
          title="No mapping was read yet"
          text="In Entra: Provisioning, Mappings, Show advanced options, Review your schema here, Download. From Okta: one profile mapping as JSON. Or type its rows in."
        >
          {ways}
        </Empty>
      </Panel>
    );
  }
  return (
    <Panel title="The mapping" aside={ways}>
      <AboutMapping mapping={mapping} />
      <BesideSchema
        mapping={mapping}
        scimApp={signOn.scimApp}
        onChange={(next) => edit(id, { mapping: next })}
        onApp={(scimApp) => edit(id, { signOn: { ...signOn, scimApp } })}
      />
      <Disclosure title="What goes where" summary={rowsLine(mapping)}>
        <MappingRows mapping={mapping} />
      </Disclosure>
    </Panel>
  );
}
