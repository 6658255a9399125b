import { Component, type ReactNode } from 'react';

/** A bug in the map must not take the rest of the window with it. */
export class MapGuard extends Component<
  { readonly onFailure: (reason: string) => void; readonly fallback: ReactNode; readonly children: ReactNode },
  { readonly hasFailed: boolean }
> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: Error): void {
    this.props.onFailure(error.message);
  }

  override render() {
    return this.state.hasFailed ? this.props.fallback : this.props.children;
  }
}
