// The two questions of the room: who loses a group when provisioning takes over, and what the target has otherwise than expected.
import { Tab, TabList } from '@fluentui/react-components';
import { useSteward } from '../../state/context.ts';

export function RoomTabs({ shown }: { readonly shown: 'lost' | 'drift' }) {
  const navigate = useSteward((state) => state.navigate);
  return (
    <TabList
      aria-label="Questions about nested groups"
      selectedValue={shown}
      style={{ marginLeft: '-10px', flexWrap: 'wrap' }}
      onTabSelect={(_, { value }) => navigate(value === 'drift' ? { screen: 'nested-groups', id: 'drift' } : { screen: 'nested-groups' })}
    >
      <Tab value="lost">Who loses groups</Tab>
      <Tab value="drift">Drift in the target</Tab>
    </TabList>
  );
}
