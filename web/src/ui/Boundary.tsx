/** Catches a page that fails to render or to load and offers to try again. */

import { Component, type ReactNode } from 'react';
import { ProblemView } from './ProblemView';

type State = { error: unknown };

export class Boundary extends Component<{ children: ReactNode }, State> {
  state: State = { error: null };

  static getDerivedStateFromError(error: unknown): State {
    return { error };
  }

  render() {
    if (!this.state.error) return this.props.children;
    return (
      <div className="page">
        <ProblemView error={this.state.error} onRetry={() => this.setState({ error: null })} />
      </div>
    );
  }
}
