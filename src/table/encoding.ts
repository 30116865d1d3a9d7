/**
 * Tells how the bytes of a text file are to be read.
 *
 * Byte order mark; NUL parity for UTF-16 without one; UTF-8 where it decodes without an error; GB18030 where most pairs of
 * high bytes are common Chinese characters; else windows-1252. Statistical detectors do worse on spreadsheets, where a
 * short header stands over thousands of digits.
 */
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';

/** @param head the first bytes of the file; a character cut in two at the end does no harm */
export function sniffEncoding(head: Uint8Array): Encoding {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const wide = sniffUtf16(head);
  if (wide) return wide;
  if (isUtf8(head)) return 'utf-8';
  return looksLikeGb18030(head) ? 'gb18030' : 'windows-1252';
}

/** Western text in UTF-16 has a zero in nearly every second byte, and nearly none in the others. */
function sniffUtf16(head: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  const zeros = [0, 0];
  const pairs = head.length >> 1;
  for (let i = 0; i < pairs * 2; i++) if (head[i] === 0) zeros[i & 1]++;
  const [even, odd] = zeros;
  if (odd > pairs * 0.4 && even < pairs * 0.05) return 'utf-16le';
  if (even > pairs * 0.4 && odd < pairs * 0.05) return 'utf-16be';
  return null;
}

function isUtf8(head: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function looksLikeGb18030(head: Uint8Array): boolean {
  let pairs = 0;
  let common = 0;
  for (let i = 0; i + 1 < head.length; i++) {
    const lead = head[i];
    if (lead < 0x80) continue;
    const trail = head[++i];
    pairs++;
    if (((lead >= 0xa1 && lead <= 0xa3) || (lead >= 0xb0 && lead <= 0xd7)) && trail >= 0xa1) common++;
  }
  return pairs > 0 && common > pairs * 0.8;
}
