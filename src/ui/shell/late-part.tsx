import { Component, type ComponentType, lazy, type ReactNode, Suspense } from 'react';
import { useWords } from './context.ts';
import styles from './shell.module.css';

/** The file of a part did not come: no connection, or a newer version of the page has taken its place. */
class NotLoaded extends Error {}

function Failure({ error }: { error: Error }) {
  const { say } = useWords();
  return (
    <div className={styles.notice} role="alert" data-testid="part-failed">
      <p>{error instanceof NotLoaded ? say('part.not-loaded') : say('part.failed', { message: error.message })}</p>
    </div>
  );
}

/** Keeps the rest of the page where a part of it fails. */
class Boundary extends Component<{ children: ReactNode }, { error: Error | null }> {
  override state: { error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render(): ReactNode {
    const { error } = this.state;
    return error ? <Failure error={error} /> : this.props.children;
  }
}

/**
 * A part of the page that is loaded once what stands already has had its turn, so that it is there when it is opened, with
 * a connection or without. Where it could not be loaded it says so; browsers do not ask for a module a second time.
 */
export function latePart<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const loadPart = () =>
    load().then(
      (part) => ({ default: part }),
      (cause) => {
        throw new NotLoaded(String(cause), { cause });
      },
    );
  const Part = lazy(loadPart);
  // A failure is told where the part is shown, which may never be.
  setTimeout(() => loadPart().catch(() => {}));
  return function LatePart(props: Props) {
    return (
      <Boundary>
        <Suspense>
          <Part {...props} />
        </Suspense>
      </Boundary>
    );
  };
}
