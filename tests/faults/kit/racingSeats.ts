/**
 * Seats that fight over the same units while the core dies under them. A seat repeats a command with the same id until it
 * gets an answer, as a window does; every answer is kept, so that a second, different one is seen.
 */
import { isDeepStrictEqual } from 'node:util';
import type { CommandAnswer } from '#shared/wire/seat.ts';
import type { FaultStation } from './faultStation.ts';

export interface Asked {
  readonly commandId: string;
  readonly kind: string;
  readonly body: object;
  readonly token: string;
  readonly answer: CommandAnswer;
}

export interface Race {
  readonly asked: readonly Asked[];
  /** Attempts that died with the core and were made again. */
  readonly retries: number;
  /** Every seat ends its round and stops. */
  finish(): Promise<void>;
  /** Puts every command to the core again; what answered differently than the first time. */
  unstable(): Promise<Asked[]>;
}

const UNITS = ['helper-0', 'helper-1', 'helper-2'];
const RETRY_MS = 30;
const ROUND_MS = 15;

export function startRace(station: FaultStation, tokens: readonly string[]): Race {
  const asked: Asked[] = [];
  let isOver = false;
  let retries = 0;

  const post = async (token: string, request: object): Promise<CommandAnswer | undefined> => {
    try {
      const response = await fetch(`${station.url}/api/commands`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
        body: JSON.stringify(request),
      });
      return response.status < 500 ? ((await response.json()) as CommandAnswer) : undefined;
    } catch {
      // The core is dead or not back yet: nobody knows whether it was done, so it is asked again under the same id.
      return undefined;
    }
  };
  const ask = async (token: string, kind: string, body: object): Promise<CommandAnswer> => {
    const commandId = crypto.randomUUID();
    for (;;) {
      const answer = await post(token, { commandId, kind, body });
      if (answer) {
        asked.push({ commandId, kind, body, token, answer });
        return answer;
      }
      retries += 1;
      await pause(RETRY_MS);
    }
  };
  const sit = async (token: string, seat: number) => {
    const [lon, lat] = [117.01 + seat / 1_000, 25.07];
    const opened = await ask(token, 'incident.open', { kind: 'dispute', lon, lat, title: `席位 ${seat}` });
    const incidentId = opened.ok ? opened.incidentId! : '';
    for (let round = 0; !isOver; round++) {
      const unitId = UNITS[round % UNITS.length]!;
      const sent = await ask(token, 'incident.dispatch', { incidentId, unitId });
      if (sent.ok) await ask(token, 'dispatch.withdraw', { incidentId, dispatchId: sent.dispatchId, reason: '下一轮' });
      await pause(ROUND_MS);
    }
  };
  const sitting = Promise.all(tokens.map(sit));
  return {
    asked,
    get retries() {
      return retries;
    },
    async finish() {
      isOver = true;
      await sitting;
    },
    async unstable() {
      const changed: Asked[] = [];
      for (const { answer, token, ...request } of asked) {
        const again = await post(token, request);
        if (!isDeepStrictEqual(again, answer)) changed.push({ ...request, token, answer });
      }
      return changed;
    },
  };
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
