// Comes next.
import { Page } from '../../components/page.tsx';

export function AboutScreen() {
  return <Page title="About">{null}</Page>;
}
