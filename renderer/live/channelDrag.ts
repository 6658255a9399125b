/** Under this type a drag carries the id of a camera's channel: from the map and from lists, onto tiles of any window. */
export const CHANNEL_DRAG_TYPE = 'application/x-pingan-channel';
