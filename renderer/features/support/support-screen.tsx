// Comes next.
import { Page } from '../../components/page.tsx';

export function SupportScreen() {
  return <Page title="Explain an error">{null}</Page>;
}
