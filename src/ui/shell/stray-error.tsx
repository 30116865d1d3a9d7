import { useEffect, useState } from 'react';
import { isOneFile } from '../../base/carried-files.ts';
import { useWords } from './context.ts';
import { Failure } from './failure.tsx';
import styles from './shell.module.css';

/**
 * Whether an error is one of the page's own code, and not of something that the browser has put into the page.
 *
 * @param place that the page's code lies below: its origin, or the scheme of a page opened from disk
 */
export function isOwnError(error: unknown, place: string): error is Error {
  if (!(error instanceof Error) || error.name === 'AbortError') return false;
  const places = (error.stack ?? '').split('\n').filter((line) => /:\d+:\d+\)?$/.test(line));
  const isOwn = (line: string | undefined) => line?.includes(`${place}/`) ?? false;
  // Where it was thrown; what an extension runs may have the page's code further down.
  return isOwn(places[0]);
}

/** Says, without getting in the way, that something failed while nothing was drawn. */
export function StrayError() {
  const { say } = useWords();
  const [error, setError] = useState<Error | null>(null);
  useEffect(() => {
    const note = (thrown: unknown) => {
      if (!isOwnError(thrown, isOneFile ? 'file:' : location.origin)) return;
      // What React got over says no more than that; why is in its cause.
      setError(thrown.cause instanceof Error ? thrown.cause : thrown);
    };
    const onError = (event: ErrorEvent) => note(event.error);
    const onRejection = (event: PromiseRejectionEvent) => note(event.reason);
    addEventListener('error', onError);
    addEventListener('unhandledrejection', onRejection);
    return () => {
      removeEventListener('error', onError);
      removeEventListener('unhandledrejection', onRejection);
    };
  }, []);
  if (!error) return null;
  return (
    <div className={styles.stray}>
      <Failure
        error={error}
        message={say('failed.stray', { message: error.message })}
        remedy={say('failed.close')}
        onRemedy={() => setError(null)}
        testId="stray-error"
      />
    </div>
  );
}
