/** Everything of a shift that leaves the station as a page or a file, and the files that come in. Reads; changes nothing. */

import type { Desk } from '#main/core/desk/desk.ts';
import { dutyLinesOf } from '#main/core/journal/index.ts';
import type { DutyLogLine } from '#shared/domain/dutyLog.ts';
import { type HandOverState, itemStanding } from '#shared/domain/handOver.ts';
import { type HandOverItem, handOverItems } from '#shared/domain/handOverItems.ts';
import type { ShiftState } from '#shared/domain/shift.ts';
import { ok, type Result, refuse } from '#shared/kit/result.ts';
import { handOverWords } from '#shared/text/handOverWords.ts';
import type { Language } from '#shared/text/language.ts';
import type { HandOverPacket, ReadPacket } from '#shared/wire/handOver.ts';
import { handOverFileName, readHandOverFile, writeHandOverFile } from './file.ts';
import { dutyLogPage, handOverPage } from './pages.ts';
import { StationKey } from './stationKey.ts';

/** Files that were looked at and not yet taken in. */
const LOOKED_AT = 4;
/** Lines a printed log may have: twenty pages of a bad night. */
const PRINTED_LINES = 20_000;

export class HandOverDesk {
  readonly #desk: Desk;
  readonly #station: { readonly id: string; readonly name: string; readonly realm: 'live' | 'drill' };
  readonly #key: StationKey;
  readonly #lookedAt = new Map<string, ReadPacket>();

  constructor(desk: Desk, station: { id: string; name: string; realm: 'live' | 'drill' }, secret: Buffer) {
    this.#desk = desk;
    this.#station = station;
    this.#key = new StationKey(secret);
  }

  /** What others compare before they take in a file of this station. */
  get fingerprint(): string {
    return this.#key.fingerprint;
  }

  /** Fails with `unknownShift`. */
  logPage(shiftId: string, language: Language): Result<string> {
    const shift = this.#desk.world.duty.shifts.get(shiftId);
    if (!shift) return refuse('unknownShift', '没有这个班次');
    return ok(dutyLogPage(shift, this.#linesOf(shift), this.#parts(language)));
  }

  /** Fails with `unknownHandOver`. */
  handOverPage(handOverId: string, language: Language): Result<string> {
    const handOver = this.#desk.world.duty.handOvers.get(handOverId);
    if (!handOver) return refuse('unknownHandOver', '没有这份交接');
    return ok(this.#pageOf(handOver, language));
  }

  /** The file for a machine without network. Fails with `unknownHandOver`, and `handOverClosed` for one that was cancelled. */
  file(handOverId: string): Result<{ readonly name: string; readonly text: string }> {
    const { world, clock, journal } = this.#desk;
    const handOver = world.duty.handOvers.get(handOverId);
    if (!handOver) return refuse('unknownHandOver', '没有这份交接');
    if (handOver.cancelled) return refuse('handOverClosed', '这份交接已撤销');
    const { id, name, realm } = this.#station;
    const { giver, taker, giverSigned, takerSigned } = handOver;
    const signatures = [
      ...(giverSigned ? [{ as: 'giver' as const, ...signatureOf(giverSigned) }] : []),
      ...(takerSigned ? [{ as: 'taker' as const, ...signatureOf(takerSigned) }] : []),
    ];
    const packet: HandOverPacket = {
      station: { id, name },
      ...{ realm, exportedAt: clock(), chainHead: { ...journal.durableHead }, handOverId: handOver.id },
      state: handOver.completed ? 'completed' : handOver.sealed ? 'sealed' : 'open',
      ...{ shift: this.#shiftOf(handOver), giver, taker, signatures },
      items: this.#itemsOf(handOver).map(copied),
    };
    const text = writeHandOverFile(packet, this.#pageOf(handOver, 'zh-CN'), this.#key);
    return ok({ name: handOverFileName(name, realm, clock()), text });
  }

  /** Looks at a file and keeps what is in it until it is taken in, or four others have been looked at. */
  look(bytes: Buffer): Result<ReadPacket> {
    const read = readHandOverFile(bytes, this.#station.realm);
    if (!read.ok) return read;
    if (read.value.fingerprint === this.fingerprint)
      return refuse('handOverFileOwn', '这是本站自己的交接文件，内容都在本站');
    this.#lookedAt.delete(read.value.fileHash);
    this.#lookedAt.set(read.value.fileHash, read.value);
    for (const hash of [...this.#lookedAt.keys()].slice(0, -LOOKED_AT)) this.#lookedAt.delete(hash);
    return read;
  }

  find(fileHash: string): ReadPacket | undefined {
    return this.#lookedAt.get(fileHash);
  }

  #pageOf(handOver: HandOverState, language: Language): string {
    const standing = (item: HandOverItem) => handOverWords[language].standing[itemStanding(handOver, item)];
    const parts = { ...this.#parts(language), standing };
    return handOverPage(handOver, this.#shiftOf(handOver), this.#itemsOf(handOver), parts);
  }

  #parts(language: Language) {
    const { name: stationName, realm } = this.#station;
    return { stationName, realm, language, now: this.#desk.clock() };
  }

  /** As it was signed or sealed; as it is now while it is under way. */
  #itemsOf(handOver: HandOverState): readonly HandOverItem[] {
    return (handOver.completed ?? handOver.sealed)?.items ?? handOverItems(this.#desk.world);
  }

  /** One that has left the world keeps its name and the time of the hand-over. */
  #shiftOf({ shiftId, shiftName, openedAt }: HandOverState): Pick<ShiftState, 'id' | 'name' | 'startAt' | 'endAt'> {
    const shift = this.#desk.world.duty.shifts.get(shiftId);
    const { name, startAt, endAt } = shift ?? { name: shiftName, startAt: openedAt, endAt: openedAt };
    return { id: shiftId, name, startAt, endAt };
  }

  /** From its beginning, or the first who came, to its end, or the last who left. */
  #linesOf({ startAt, endAt, attendance }: ShiftState): DutyLogLine[] {
    const fromAt = Math.min(startAt, ...attendance.map(({ beganAt }) => beganAt));
    const untilAt = Math.max(endAt, ...attendance.map(({ endedAt }) => (endedAt ?? 0) + 1));
    const lines: DutyLogLine[] = [];
    while (lines.length < PRINTED_LINES) {
      const afterSeq = lines.at(-1)?.seq ?? 0;
      const next = dutyLinesOf(this.#desk.journal.query(), { fromAt, untilAt, afterSeq });
      if (next.length === 0) break;
      lines.push(...next);
    }
    return lines;
  }
}

const signatureOf = ({ name, at, hash, means }: NonNullable<HandOverState['giverSigned']>) => ({
  name,
  at,
  hash,
  means,
});
const copied = (item: HandOverItem): HandOverPacket['items'][number] => ({
  ...item,
  who: [...item.who],
  promises: item.promises.map((each) => ({ ...each })),
});
