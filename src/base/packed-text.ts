/** Plain data as letters that an address may have: JSON, deflated, in base64url (RFC 4648, section 5). */

/** @param value what JSON can hold */
export async function packText(value: unknown): Promise<string> {
  const stream = new Blob([JSON.stringify(value)]).stream().pipeThrough(new CompressionStream('deflate-raw'));
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const text = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
  return text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The bytes of a stream; null where there are more than so many, which are not waited for. */
async function readUpTo(stream: ReadableStream<Uint8Array>, mostBytes: number): Promise<Blob | null> {
  const parts: BlobPart[] = [];
  let length = 0;
  const reader = stream.getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    length += part.value.length;
    if (length > mostBytes) {
      await reader.cancel();
      return null;
    }
    parts.push(part.value as Uint8Array<ArrayBuffer>);
  }
  return new Blob(parts);
}

/**
 * Reads what anybody may have written.
 *
 * @param mostBytes of the JSON
 * @returns undefined where it is nothing that `packText` writes, or more than that
 */
export async function unpackText(text: string, mostBytes: number): Promise<unknown> {
  try {
    const letters = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(letters, (letter) => letter.charCodeAt(0));
    const inflated = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
    const json = await readUpTo(inflated, mostBytes);
    return json === null ? undefined : JSON.parse(await json.text());
  } catch {
    return undefined;
  }
}
