// Comes next.
import { Page } from '../../components/page.tsx';

export function TestSyncScreen() {
  return <Page title="Test sync">{null}</Page>;
}
