// What this start of the app has to say: a damaged database moved aside, a database of a newer app opened read-only.
import { MessageBar, MessageBarBody } from '@fluentui/react-components';
import { useSteward } from '../../state/context.ts';

export function AppNotices() {
  const notices = useSteward((state) => state.info?.notices) ?? [];
  return notices.map((notice) => (
    <MessageBar key={notice} intent="warning" layout="multiline">
      <MessageBarBody>{notice}</MessageBarBody>
    </MessageBar>
  ));
}
