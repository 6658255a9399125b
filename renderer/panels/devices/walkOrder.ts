import type { DeviceState } from '#shared/domain/device.ts';

type Placed = Pick<DeviceState, 'lon' | 'lat'>;

/** The order somebody on foot would take: from the end of the row farthest from its middle, always on to the nearest one. */
export function walkOrder<Device extends Placed>(devices: readonly Device[]): Device[] {
  const left = [...devices];
  if (left.length < 3) return left;
  const middle = {
    lon: left.reduce((sum, { lon }) => sum + lon, 0) / left.length,
    lat: left.reduce((sum, { lat }) => sum + lat, 0) / left.length,
  };
  const start = left.reduce((best, one) => (squareOf(one, middle) > squareOf(best, middle) ? one : best));
  const order: Device[] = [];
  let at: Device | undefined = start;
  while (at) {
    order.push(at);
    left.splice(left.indexOf(at), 1);
    const here: Device = at;
    at = left.reduce<Device | undefined>(
      (best, one) => (best && squareOf(best, here) <= squareOf(one, here) ? best : one),
      undefined,
    );
  }
  return order;
}

/** Square of the distance in degrees of latitude: only for comparing. */
function squareOf(one: Placed, other: Placed): number {
  const east = (one.lon - other.lon) * Math.cos((one.lat * Math.PI) / 180);
  return east ** 2 + (one.lat - other.lat) ** 2;
}
