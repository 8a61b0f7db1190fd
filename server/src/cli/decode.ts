/**
 * Decodes a file as UTF-8. A byte that is not UTF-8 becomes a lone surrogate (U+DC80 … U+DCFF), which is how the parser
 * tells that a line is not valid (`syntax/lines.ts: isValidUtf8`); nothing else in the text is changed.
 */
export function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return decodeWithEscapes(bytes);
  }
}

function decodeWithEscapes(bytes: Uint8Array): string {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  const parts: string[] = [];
  let good = 0;
  let at = 0;
  const flush = (): void => {
    if (at > good) parts.push(decoder.decode(bytes.subarray(good, at)));
  };
  while (at < bytes.length) {
    const length = sequenceLength(bytes, at);
    if (length > 0) {
      at += length;
      continue;
    }
    flush();
    parts.push(String.fromCharCode(0xdc00 + bytes[at]!));
    at += 1;
    good = at;
  }
  flush();
  return parts.join('');
}

/** Length in bytes of the character at `at`; 0 where there is no valid one (RFC 3629, table 3-7 of Unicode). */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at]!;
  if (first < 0x80) return 1;
  const length =
    first >= 0xc2 && first < 0xe0 ? 2 : first >= 0xe0 && first < 0xf0 ? 3 : first >= 0xf0 && first < 0xf5 ? 4 : 0;
  for (let i = 1; i < length; i++) {
    const byte = bytes[at + i] ?? 0;
    let low = 0x80;
    let high = 0xbf;
    if (i === 1) {
      if (first === 0xe0) low = 0xa0;
      if (first === 0xed) high = 0x9f;
      if (first === 0xf0) low = 0x90;
      if (first === 0xf4) high = 0x8f;
    }
    if (byte < low || byte > high) return 0;
  }
  return length;
}
