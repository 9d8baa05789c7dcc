// What stands where a screen could not be drawn.
import { Button, Caption1 } from '@fluentui/react-components';
import { Empty } from '../components/empty.tsx';
import { BugRegular } from '../components/icons.ts';
import { Page } from '../components/page.tsx';
import { Panel } from '../components/panel.tsx';
import { useSteward } from '../state/context.ts';

export function Broken({ message, onBack }: { readonly message: string; readonly onBack: () => void }) {
  const navigate = useSteward((state) => state.navigate);
  const openLogFolder = useSteward((state) => state.openLogFolder);
  return (
    <Page title="This screen could not be shown">
      <Panel>
        <Empty
          icon={<BugRegular />}
          title="A fault in SCIM Steward"
          text="Nothing was sent and nothing is lost. Go back to the overview; if it happens again, the log folder holds what a report needs."
        >
          <Button
            appearance="primary"
            onClick={() => {
              navigate({ screen: 'overview' });
              onBack();
            }}
          >
            Go to the overview
          </Button>
          <Button onClick={() => void openLogFolder()}>Open log folder</Button>
        </Empty>
        <Caption1>{message}</Caption1>
      </Panel>
    </Page>
  );
}
