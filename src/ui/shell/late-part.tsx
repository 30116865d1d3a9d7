import { type ComponentType, lazy, Suspense } from 'react';
import { Boundary, NotLoaded } from './boundary.tsx';

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
