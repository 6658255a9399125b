import { Component, type ReactNode } from 'react';

interface RegionGuardProps {
  readonly children: ReactNode;
  readonly onFailed?: () => void;
}

/** A bug in one region leaves the others standing. */
export class RegionGuard extends Component<RegionGuardProps, { readonly reason: string | null }> {
  override state = { reason: null };

  static getDerivedStateFromError(error: Error) {
    return { reason: error.message };
  }

  override componentDidCatch() {
    this.props.onFailed?.();
  }

  override render() {
    return this.state.reason === null ? (
      this.props.children
    ) : (
      <p className="wall-region__failed">{this.state.reason}</p>
    );
  }
}
