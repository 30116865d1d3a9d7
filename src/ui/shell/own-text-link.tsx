import { type ComponentProps, useEffect, useState } from 'react';
import { carriedFile, isOneFile } from '../../base/carried-files.ts';

/**
 * Leads, in another tab, to a text that comes with the page. The page in one file carries it in itself.
 *
 * @param href from the folder of the page, or another site
 */
export function OwnTextLink({ href, ...others }: ComponentProps<'a'> & { href: string }) {
  const isCarried = isOneFile && !/^https?:/.test(href);
  const [carried, setCarried] = useState<string | undefined>();
  useEffect(() => {
    if (!isCarried) return;
    let address: string | undefined;
    let isGone = false;
    void carriedFile(href).then((text) => {
      if (!isGone) setCarried((address = URL.createObjectURL(text)));
    });
    return () => {
      isGone = true;
      if (address) URL.revokeObjectURL(address);
    };
  }, [href, isCarried]);
  return <a target="_blank" rel="noreferrer" {...others} href={isCarried ? carried : href} />;
}
