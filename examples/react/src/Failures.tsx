import { Component } from 'react';
import { Outlet } from 'react-router';

/** Shows the error of a console that cannot be shown. */
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
