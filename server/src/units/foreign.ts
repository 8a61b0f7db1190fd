/** Files with the name of a unit that belong to another program. */
export type Foreign = 'dbus' | 'xml' | 'binary';

/**
 * Recognises files which are named like units and are none: D-Bus activation files, XML (Avahi, firewalld), and
 * anything binary. They are left alone.
 */
export function foreignKind(text: string): Foreign | undefined {
  const head = text.slice(0, 4096);
  if (isBinary(head)) return 'binary';
  if (/^\ufeff?\s*<(?:\?xml|!DOCTYPE|service|helper|[a-z-]+[\s>])/.test(head)) return 'xml';
  if (/^\s*\[D-BUS Service\]\s*$/m.test(head) && !/^\s*\[(?:Unit|Service)\]\s*$/m.test(head)) return 'dbus';
  return undefined;
}

/** More than a few control characters, undecodable bytes or replacement characters: nobody typed this. */
function isBinary(head: string): boolean {
  const strange = head.match(/[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd\udc80-\udcff]/g)?.length ?? 0;
  return strange > 8 && strange * 20 > head.length;
}
