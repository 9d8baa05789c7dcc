// Comes next.
import { Page } from '../../components/page.tsx';

export function RunsScreen() {
  return <Page title="History">{null}</Page>;
}
