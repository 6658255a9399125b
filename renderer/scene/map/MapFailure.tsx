import { Component, type ReactNode } from 'react';

interface MapFailureProps {
  readonly onFailure: () => void;
  readonly children: ReactNode;
}

/** A map that cannot be made is a lost map, not a broken window: it is made again like one whose context died. */
export class MapFailure extends Component<MapFailureProps, { readonly hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(): void {
    this.props.onFailure();
  }

  override render() {
    return this.state.hasFailed ? null : this.props.children;
  }
}
