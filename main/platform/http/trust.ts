// Which roots are trusted: Node's own, the system's, those of NODE_EXTRA_CA_CERTS, and the connection's own CA file. Verification itself cannot be switched off.
import tls from 'node:tls';

function certificatesOf(kind: 'system' | 'extra'): readonly string[] {
  // Electron's TLS library may lack the function or the store; then Node's own roots have to do.
  if (typeof tls.getCACertificates !== 'function') return [];
  try {
    return tls.getCACertificates(kind);
  } catch {
    return [];
  }
}

const contexts = new Map<string, tls.SecureContext>();

/** A TLS context with every trusted root, or with Node's own public ones only, and TLS 1.2 as the least. Kept: reading some hundred roots takes a while. */
export function trustedContext(roots: readonly string[] | 'public' = []): tls.SecureContext {
  const key = typeof roots === 'string' ? roots : `all\n${roots.join('\n')}`;
  const known = contexts.get(key);
  if (known !== undefined) return known;
  const beside = typeof roots === 'string' ? [] : [...certificatesOf('system'), ...certificatesOf('extra'), ...roots];
  const made = tls.createSecureContext({ ca: [...tls.rootCertificates, ...beside], minVersion: 'TLSv1.2' });
  contexts.set(key, made);
  return made;
}
