// Catches what a screen throws while it is drawn and offers a way back. The error goes to the console, where main's log takes it.
import { Component, type ReactNode } from 'react';
import { Broken } from './broken.tsx';

interface State {
  readonly broken: Error | undefined;
}

export class ErrorBoundary extends Component<{ readonly children: ReactNode }, State> {
  override state: State = { broken: undefined };

  static getDerivedStateFromError(error: unknown): State {
    return { broken: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    if (broken === undefined) return this.props.children;
    return <Broken message={broken.message} onBack={() => this.setState({ broken: undefined })} />;
  }
}
