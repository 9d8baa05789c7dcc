// Lets Entra itself test the credentials it has saved, instead of an administrator reading out what its button says. Asks first, since Graph
// wants the one permission to write for it; where Graph is not set up, the way there.
import { Button, Text } from '@fluentui/react-components';
import { useState } from 'react';
import type { Connection } from '../../../contract/connections.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { CloudRegular } from '../../components/icons.ts';
import { useSteward } from '../../state/context.ts';

export function AskIdp({ connection }: { readonly connection: Connection }) {
  const { id, practice } = connection;
  const ask = useSteward((state) => state.askIdp);
  const askAccess = useSteward((state) => state.askAccess);
  const navigate = useSteward((state) => state.navigate);
  const administrator = useSteward((state) => state.accessCards[id]?.access.graph?.signIn === 'administrator');
  const [state, setState] = useState<'idle' | 'confirming' | 'asking'>('idle');
  const begin = async () => {
    if (!practice && (await askAccess(id, 'entra')) === 'needed') navigate({ screen: 'directory', id: 'access' });
    else setState('confirming');
  };
  const confirmed = async () => {
    setState('asking');
    await ask(id);
    setState('idle');
  };
  return (
    <>
      <Button size="small" icon={<CloudRegular />} disabledFocusable={state === 'asking'} onClick={() => void begin()}>
        {state === 'asking' ? 'Asking' : 'Ask Entra'}
      </Button>
      {state === 'confirming' ? (
        <ConfirmDialog
          title="Let Entra test its saved credentials?"
          confirm="Ask Entra"
          onConfirm={() => void confirmed()}
          onClose={() => setState('idle')}
        >
          <Text as="p" block style={{ margin: '0 0 12px' }}>
            Entra calls the server from its own addresses, with the Tenant URL and the secret it has saved, as “Test connection” does. Nothing is
            changed.
          </Text>
          <Text as="p" block style={{ margin: '0 0 8px' }}>
            {practice
              ? 'The practice tenant plays Entra here.'
              : administrator
                ? 'Microsoft Graph wants a permission to write for it, Synchronization.ReadWrite.All. The browser opens, and Entra asks you for this permission; the app uses it for this one question.'
                : 'Microsoft Graph wants a permission to write for it, Synchronization.ReadWrite.All. Grant it to the app registration for this question, and take it back after.'}
          </Text>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
