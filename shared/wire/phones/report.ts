/** What a phone's message says, whatever app it runs (PROTOCOLS §4.1, §4.2), in SI. */
export interface PhoneReport {
  /** As the phone names itself: `id` or `device_id` of OsmAnd, `topic` or `tid` of OwnTracks. */
  readonly deviceKey: string;
  /** Null for a sign of life, or a call for help without a place. */
  readonly position: {
    readonly lon: number;
    readonly lat: number;
    readonly courseDegrees: number | null;
    readonly speedMps: number | null;
    readonly accuracyM: number | null;
  } | null;
  /** UTC epoch ms by the phone; null when it named no moment. */
  readonly fixAt: number | null;
  readonly batteryPercent: number | null;
  /** The words of a call for help; null when it is none. */
  readonly alarm: string | null;
}
