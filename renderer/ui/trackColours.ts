/** One for each way that is drawn at a time, told apart on the dark map and from one another; they begin again after the last. */
export const TRACK_COLOURS = [
  '#58d0ff',
  '#ffb454',
  '#b6e35a',
  '#ff8fc7',
  '#b59bff',
  '#5be0b3',
  '#ffe27a',
  '#ff9d80',
] as const;

export const trackColour = (index: number): string => TRACK_COLOURS[index % TRACK_COLOURS.length]!;
