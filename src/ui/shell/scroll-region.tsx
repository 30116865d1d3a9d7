import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

type ScrollRegionProps = { className: string; labelledBy: string; children: ReactNode };

/** A region that scrolls where its content is larger, and can then be scrolled by keyboard too. */
export function ScrollRegion({ className, labelledBy, children }: ScrollRegionProps) {
  const element = useRef<HTMLElement>(null);
  const [overflows, setOverflows] = useState(false);
  useLayoutEffect(() => {
    const target = element.current;
    if (!target) return;
    const measure = () =>
      setOverflows(target.scrollWidth > target.clientWidth || target.scrollHeight > target.clientHeight);
    const observer = new ResizeObserver(measure);
    observer.observe(target);
    for (const child of target.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  return (
    <section ref={element} className={className} aria-labelledby={labelledBy} {...(overflows ? { tabIndex: 0 } : {})}>
      {children}
    </section>
  );
}
