import { type ComponentProps, useEffect, useState } from 'react';
import { carriedFile, isOneFile } from '../../base/carried-files.ts';

type LinkProps = ComponentProps<'a'> & { href: string };

/** Leads to a text that the page in one file carries in itself. */
function CarriedTextLink({ href, ...others }: LinkProps) {
  const [address, setAddress] = useState<string | undefined>();
  useEffect(() => {
    let made: string | undefined;
    let isGone = false;
    void carriedFile(href).then((text) => {
      if (isGone) return;
      made = URL.createObjectURL(text);
      setAddress(made);
    });
    return () => {
      isGone = true;
      if (made) URL.revokeObjectURL(made);
    };
  }, [href]);
  return <a target="_blank" rel="noreferrer" {...others} href={address} />;
}

/**
 * Leads, in another tab, to a text that comes with the page.
 *
 * @param href from the folder of the page, or another site
 */
export function OwnTextLink({ href, ...others }: LinkProps) {
  if (isOneFile && !/^https?:/.test(href)) return <CarriedTextLink href={href} {...others} />;
  return <a target="_blank" rel="noreferrer" {...others} href={href} />;
}
