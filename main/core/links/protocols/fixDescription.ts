/** The normalised record of PROTOCOLS §4, as `npm run decode` prints it for every protocol. Field names are an interface. */
export interface FixDescription {
  /** Null where the wire names no sender (NMEA): the link's record says whose it is. */
  readonly unitKey: string | null;
  /** UTC epoch ms; null when none was sent. */
  readonly t: number | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly altM: number | null;
  readonly speedMps: number | null;
  readonly courseDeg: number | null;
  readonly accM: number | null;
  /** False for a sign of life, and for a position its receiver does not stand by. */
  readonly valid: boolean;
  readonly battPct: number | null;
}
