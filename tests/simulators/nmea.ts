/** A satellite receiver on the real wire: GGA, RMC and VTG of each moment, over UDP, a serial port or a device server. */
import { writeSentence } from '#main/core/links/protocols/nmea/sentence.ts';
import type { Disposable } from '#shared/kit/disposable.ts';
import type { Wire } from './wire/wire.ts';

const KNOTS_PER_MPS = 3600 / 1852;

export interface NmeaReport {
  readonly lat: number;
  readonly lon: number;
  /** By the receiver's clock, epoch ms; it sends hundredths of a second. */
  readonly at: number;
  readonly speedMps?: number;
  readonly courseDegrees?: number;
  readonly altitudeM?: number;
  /** False: the receiver sees too few satellites. */
  readonly hasFix?: boolean;
}

export interface NmeaOptions {
  readonly wire: Wire;
  /** `GP`, `GN`, `BD` … */
  readonly talker?: string;
  /** Sees the sentences of every moment; what it returns goes out instead. */
  readonly spoil?: (bytes: Buffer) => readonly Buffer[];
}

export class NmeaReceiver implements Disposable {
  readonly #options: NmeaOptions;

  constructor(options: NmeaOptions) {
    this.#options = options;
  }

  /** The sentences of one moment. */
  encode({ at, hasFix = true, ...report }: NmeaReport): Buffer {
    const { talker = 'GN' } = this.#options;
    const iso = new Date(at).toISOString();
    const time = `${iso.slice(11, 19).replaceAll(':', '')}.${iso.slice(20, 22)}`;
    const date = iso.slice(8, 10) + iso.slice(5, 7) + iso.slice(2, 4);
    const place = hasFix ? `${degrees(report.lat, 2, 'NS')},${degrees(report.lon, 3, 'EW')}` : ',,,';
    const knots = ((report.speedMps ?? 0) * KNOTS_PER_MPS).toFixed(2);
    const course = report.courseDegrees?.toFixed(1) ?? '';
    const height = hasFix ? (report.altitudeM ?? 20).toFixed(1) : '';
    const mode = hasFix ? 'A' : 'N';
    return Buffer.from(
      [
        `${talker}GGA,${time},${place},${hasFix ? 1 : 0},09,0.9,${height},M,-8.5,M,,`,
        `${talker}RMC,${time},${hasFix ? 'A' : 'V'},${place},${knots},${course},${date},,,${mode}`,
        `${talker}VTG,${course},T,,M,${knots},N,,K,${mode}`,
      ]
        .map(writeSentence)
        .join(''),
      'latin1',
    );
  }

  report(report: NmeaReport): void {
    const bytes = this.encode(report);
    for (const part of this.#options.spoil?.(bytes) ?? [bytes]) this.send(part);
  }

  /** Bytes as they are. */
  send(bytes: Buffer): void {
    this.#options.wire.send(bytes);
  }

  dispose(): void {
    this.#options.wire.close();
  }
}

/** `ddmm.mmmmm` and the hemisphere; a hundred thousandth of a minute is two centimetres. */
function degrees(value: number, width: 2 | 3, hemispheres: 'NS' | 'EW'): string {
  const units = Math.round(Math.abs(value) * 60 * 100_000);
  const whole = Math.floor(units / 6_000_000);
  const minutes = ((units % 6_000_000) / 100_000).toFixed(5).padStart(8, '0');
  return `${String(whole).padStart(width, '0')}${minutes},${hemispheres[value < 0 ? 1 : 0]}`;
}
