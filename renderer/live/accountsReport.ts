import type { AccountsReport } from '#shared/wire/session.ts';
import { asJson, askCore, orNull } from './askCore.ts';
import type { SeatClient } from './seatClient.ts';

/** Who has an account and where they are signed in; null when it was refused or not answered. For administrators. */
export async function readAccounts({ door }: Pick<SeatClient, 'door'>): Promise<AccountsReport | null> {
  return orNull(await askCore(door, '/api/accounts', asJson<AccountsReport>));
}
