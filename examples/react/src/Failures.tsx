import { Component } from 'react';
import { Outlet } from 'react-router';

/** Tells what keeps a console from being shown, in its place. */
export class Failures extends Component<object, { error?: Error }> {
  override state: { error?: Error } = {};

  static getDerivedStateFromError(error: Error) {
    return { error };
  }

  override render() {
    const { error } = this.state;
    return error ? <p role="alert">Peerings cannot be shown: {error.message}</p> : <Outlet />;
  }
}
