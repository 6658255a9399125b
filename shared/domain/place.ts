import { z } from 'zod';

/** WGS-84 degrees. */
export const longitudeSchema = z.number().min(-180).max(180);
export const latitudeSchema = z.number().min(-90).max(90);

/** What somebody reading `language` is told. */
export function addressIn({ address, addressEn }: Pick<Place, 'address' | 'addressEn'>, isEnglish: boolean): string {
  return (isEnglish && addressEn) || address;
}

/** Where an incident is, as the desk understood it when it was opened. */
export interface Place {
  readonly lon: number;
  readonly lat: number;
  /** "东溪路，东溪小学东北 40 米": nearest named road and place of the scene, or the device's own name. */
  readonly address: string;
  /** The same of a place that the scene described; absent where a person or another system gave the address, and before 2026-11-22. */
  readonly addressEn?: string;
  readonly gridCode: string | null;
  readonly gridName: string | null;
  readonly communityName: string | null;
}
