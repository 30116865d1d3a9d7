import { Component, type ReactNode } from 'react';
import { useWords } from './context.ts';
import controls from './controls.module.css';
import { Failure } from './failure.tsx';

/** The file of a part did not come: no connection, or a newer version of the page has taken its place. */
export class NotLoaded extends Error {}

function PartFailure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const { say } = useWords();
  // Browsers do not ask for a module a second time.
  if (error instanceof NotLoaded) {
    return (
      <div className={controls.notice} role="alert" data-testid="part-failed">
        <p>{say('part.not-loaded')}</p>
      </div>
    );
  }
  return (
    <Failure
      error={error}
      message={say('part.failed', { message: error.message })}
      remedy={say('failed.retry')}
      onRemedy={onRetry}
      testId="part-failed"
    />
  );
}

/** Keeps the rest of the page, and the data, where a part of it fails; the part can be drawn anew. */
export class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error) return <PartFailure error={error} onRetry={() => this.setState({ error: null })} />;
    return this.props.children;
  }
}
