import type { AccountsReport } from '#shared/wire/session.ts';
import type { SeatClient } from './seatClient.ts';

const ANSWER_WITHIN_MS = 10_000;

/** Who has an account and where they are signed in; null when it was refused or not answered. For administrators. */
export async function readAccounts({ door }: Pick<SeatClient, 'door'>): Promise<AccountsReport | null> {
  if (!door) return null;
  try {
    const response = await fetch(new URL('/api/accounts', door.url), {
      headers: { authorization: `Bearer ${door.token}` },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    return response.ok ? ((await response.json()) as AccountsReport) : null;
  } catch {
    return null;
  }
}
