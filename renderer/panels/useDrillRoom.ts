import { useEffect, useState } from 'react';
import { type DrillRoomState, NO_DRILL_ROOM } from '#shared/wire/drillRoom.ts';
import { useCommands } from './desk.tsx';

/** The drill room of this machine; none in a plain browser. */
export function useDrillRoom(): DrillRoomState {
  const { machine } = useCommands();
  const [room, setRoom] = useState(NO_DRILL_ROOM);
  useEffect(() => machine.drillRoom?.onDrillRoom(setRoom), [machine]);
  return room;
}
