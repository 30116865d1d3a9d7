/** `TextDecoder`, but for a fault of Node 20: there it reads windows-1252 as Latin-1, without the euro sign and quotes. */

const specials = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const isFaulty = new TextDecoder('windows-1252').decode(Uint8Array.of(0x80)) !== '€';

export type Decode = (bytes: Uint8Array, options?: { stream: boolean }) => string;

export type DecodeOptions = {
  /** Bytes that do not belong to the encoding throw. */
  isFatal?: boolean;
  /** A byte order mark is a character like any other: for parts of a file that are not its beginning. */
  keepsMark?: boolean;
};

export function createDecode(encoding: string, { isFatal = false, keepsMark = false }: DecodeOptions = {}): Decode {
  const decoder = new TextDecoder(encoding, { fatal: isFatal, ignoreBOM: keepsMark });
  const decode: Decode = (bytes, options) => decoder.decode(bytes, options);
  if (encoding !== 'windows-1252' || !isFaulty) return decode;
  return (bytes, options) =>
    decode(bytes, options).replace(/[\u0080-\u009f]/g, (character) => specials[character.charCodeAt(0) - 0x80]);
}
