/**
 * A core that takes a second alarm for a retransmission because it says the same: its key leaves the sequence number out.
 * DOMAIN §4 names it among what operators complain of; the control that the noisy poles must catch.
 */
import { runCoreInParts } from './coreInParts.ts';

const seen = new Set<string>();

await runCoreInParts((deliver) => (signal) => {
  const key = JSON.stringify([signal.account, signal.token, signal.events]);
  if (seen.has(key)) return Promise.resolve();
  seen.add(key);
  return deliver(signal);
});
