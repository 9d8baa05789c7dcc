// Comes next.
import { Page } from '../../components/page.tsx';

export function ConnectionsScreen() {
  return <Page title="Connection">{null}</Page>;
}
