/**
 * What a decoded frame may not show on a screen: DC-09 block K offers an encryption key, which in a sealed frame nobody on the
 * wire could read. The code a JT/T 808 terminal authenticates with is hidden alike.
 */
const HIDDEN = '***';

export function withoutSecrets(decoded: object): object {
  return clean(decoded) as object;
}

function clean(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(clean);
  if (typeof value !== 'object' || value === null) return value;
  const record = value as Readonly<Record<string, unknown>>;
  const isKeyBlock = record.letter === 'K' && 'value' in record;
  const isAuthentication = record.message === 'authenticate' && 'code' in record;
  return Object.fromEntries(
    Object.entries(record).map(([name, inner]) => {
      const isSecret = (isKeyBlock && name === 'value') || (isAuthentication && name === 'code');
      return [name, isSecret ? HIDDEN : clean(inner)];
    }),
  );
}
