// What stands on a screen that needs a connection when there is none.
import { Button } from '@fluentui/react-components';
import { useSteward } from '../state/context.ts';
import { Empty } from './empty.tsx';
import { AddRegular, PlugConnectedRegular } from './icons.ts';
import { Loading } from './loading.tsx';
import { Panel } from './panel.tsx';

export function NoConnection({ loaded }: { readonly loaded: boolean }) {
  const navigate = useSteward((state) => state.navigate);
  const startPractice = useSteward((state) => state.startPractice);
  if (!loaded) return <Loading what="The connection" lines={5} />;
  return (
    <Panel>
      <Empty
        icon={<PlugConnectedRegular />}
        title="No connection is chosen"
        text="A connection is one SCIM endpoint and how to sign in to it. Add yours, or try everything with the practice tenant first."
      >
        <Button appearance="primary" icon={<AddRegular />} onClick={() => navigate({ screen: 'connections', id: 'new' })}>
          Add a connection
        </Button>
        <Button onClick={() => void startPractice()}>Try with the practice tenant</Button>
      </Empty>
    </Panel>
  );
}
