import { fingerprintGroups, spokenFingerprint } from '#shared/kit/hostIdentity.ts';
import './fingerprint.css';

/** Thirty digits to be read out, and the whole of it for whoever compares on a screen. */
export function Fingerprint({ sha256, whole }: { readonly sha256: string; readonly whole: string }) {
  return (
    <div className="fingerprint">
      <p className="fingerprint__spoken" data-testid="fingerprint-spoken">
        {spokenFingerprint(sha256).join(' ')}
      </p>
      <p className="fingerprint__whole">
        {whole}: <code>{fingerprintGroups(sha256).join(' ')}</code>
      </p>
    </div>
  );
}
