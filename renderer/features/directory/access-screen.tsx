// How the directory of the chosen connection is read live: Entra, Okta, and what to ask an administrator for.
import { Link } from '@fluentui/react-components';
import { useEffect } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import { Empty } from '../../components/empty.tsx';
import { BeakerRegular } from '../../components/icons.ts';
import { Loading } from '../../components/loading.tsx';
import { NoConnection } from '../../components/no-connection.tsx';
import { Page } from '../../components/page.tsx';
import { Panel } from '../../components/panel.tsx';
import { useSelectedConnection, useSteward } from '../../state/context.ts';
import { toHash } from '../../state/routes.ts';
import { EntraAccess, OktaAccessPanel } from './access-panels.tsx';
import { PermissionsPanel } from './permissions-panel.tsx';

function AccessOf({ connection }: { readonly connection: Connection }) {
  const load = useSteward((state) => state.loadAccess);
  const card = useSteward((state) => state.accessCards[connection.id]);
  useEffect(() => {
    void load(connection.id);
  }, [load, connection.id]);
  if (connection.practice) {
    return (
      <Panel>
        <Empty
          icon={<BeakerRegular />}
          title="The practice tenant needs nothing"
          text="Its made-up Entra and Okta know this app already. Choose a connection of your own to enter how your directory is read."
        />
      </Panel>
    );
  }
  if (card === undefined) return <Loading what="How the directory is read" lines={6} />;
  return (
    <>
      {connection.idp === 'okta' ? null : <EntraAccess connectionId={connection.id} card={card} />}
      {connection.idp === 'entra' ? null : <OktaAccessPanel connectionId={connection.id} card={card} />}
      <PermissionsPanel idp={connection.idp} />
    </>
  );
}

export function AccessScreen() {
  const connection = useSelectedConnection();
  const loaded = useSteward((state) => state.connections !== undefined);
  return (
    <Page
      title="Access to the directory"
      lead={
        connection === undefined ? undefined : (
          <>
            How SCIM Steward reads the identity provider of <bdi>{connection.name}</bdi>. Nothing is changed there.
          </>
        )
      }
      above={<Link href={toHash({ screen: 'directory' })}>Directory</Link>}
    >
      {connection === undefined ? <NoConnection loaded={loaded} /> : <AccessOf key={connection.id} connection={connection} />}
    </Page>
  );
}
