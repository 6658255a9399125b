/** What the windows of one seat on one machine tell each other: the duty window which incident is in hand, a spot monitor that it wants to know. */
import { SEAT_WINDOWS_CHANNEL, type SeatWindowsWord, seatWindowsWordSchema } from '#shared/wire/videoWindow.ts';

export interface SeatWindows {
  say(word: SeatWindowsWord): void;
  close(): void;
}

export function joinSeatWindows(onWord: (word: SeatWindowsWord) => void): SeatWindows {
  const channel = new BroadcastChannel(SEAT_WINDOWS_CHANNEL);
  channel.onmessage = ({ data }) => {
    const word = seatWindowsWordSchema.safeParse(data);
    if (word.success) onWord(word.data);
  };
  return { say: (word) => channel.postMessage(word), close: () => channel.close() };
}
