/**
 * The addresses that code may be started from. The page's policy lets a worker or a service worker start from an address of this
 * kind alone (`require-trusted-types-for`), so that no text of a file, a link or a package can become code.
 */

type Policy = { createScriptURL(address: string): unknown };
type Factory = {
  createPolicy(name: string, rules: { createScriptURL: (address: string) => string }): Policy;
};

let policy: Policy | null = null;

function check(address: string): string {
  if (address.startsWith('blob:') || address === new URL('sw.js', document.baseURI).href) return address;
  throw new TypeError(`No code is started from ${address}.`);
}

/**
 * @param address of a blob that the page has made, or of its service worker
 * @returns the address, as the browser wants it where it knows trusted types
 * @throws {TypeError} for any other address
 */
export function trustAddress(address: string): string {
  const { trustedTypes } = globalThis as { trustedTypes?: Factory };
  if (!trustedTypes) return check(address);
  policy ??= trustedTypes.createPolicy('dropcast', { createScriptURL: check });
  // The types of the browser's functions know texts alone.
  return policy.createScriptURL(address) as string;
}
