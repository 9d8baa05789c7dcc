// What a run left on the target because it was cut off or could not remove it, and the way to remove exactly that.
import { Button, MessageBar, MessageBarActions, MessageBarBody, MessageBarTitle } from '@fluentui/react-components';
import { useSteward } from '../state/context.ts';
import { count, dateTime } from '../words/format.ts';
import { BroomRegular } from './icons.ts';

export function LeftoversBanner() {
  const leftovers = useSteward((state) => state.leftovers) ?? [];
  const cleanUp = useSteward((state) => state.cleanUp);
  const navigate = useSteward((state) => state.navigate);
  return leftovers.map((leftover) => (
    <MessageBar key={leftover.runId} intent="warning" layout="multiline">
      <MessageBarBody>
        <MessageBarTitle>A test sync left {count(leftover.effects.length, 'object', 'objects')} behind.</MessageBarTitle> {leftover.connectionName},{' '}
        {dateTime(leftover.startedAt)}. Clean-up looks each one up and removes it only when it is surely the one this run made.
      </MessageBarBody>
      <MessageBarActions>
        <Button icon={<BroomRegular />} onClick={() => void cleanUp(leftover.runId)}>
          Clean up
        </Button>
        <Button appearance="transparent" onClick={() => navigate({ screen: 'runs', id: leftover.runId })}>
          Open the run
        </Button>
      </MessageBarActions>
    </MessageBar>
  ));
}
