/** What an inject of a scenario does to the station, each over a real way in: links, HTTP, the phones' wire, the desk's own commands. */
import { z } from 'zod';
import { UNIT_KINDS } from '../catalog/unitKinds.ts';
import { latitudeSchema, longitudeSchema } from '../domain/place.ts';
import { TRAVEL_CLOSURES } from '../domain/roadClosure.ts';

const words = (longest: number) => z.string().trim().min(1).max(longest);
/** Both languages: a drill is led in the one the window speaks. */
export const bilingualSchema = (longest: number) => z.strictObject({ zh: words(longest), en: words(longest) });

const deviceId = z.string().min(1).max(40).describe('id of a device of the station');
const cameraId = z.string().min(1).max(40).describe('id of a camera');
export const contactIdCode = z
  .string()
  .regex(/^\d{3}$/, 'a Contact ID code of three digits')
  .describe('120 hold-up, 121 duress, 110 fire, 100 medical, 130 intrusion, 137 tamper, 302 low battery');
const zone = z
  .string()
  .regex(/^\d{3}$/, 'three digits')
  .default('001');
const lasts = z.number().int().min(1).max(14_400).optional();

/** Where something is: at a device, at a place of the scene by its name, or at a point. Exactly one of the three. */
export const placeRefSchema = z
  .strictObject({
    device: deviceId.optional(),
    place: words(80).optional().describe('name of a place of the scene, as it is written there'),
    lon: longitudeSchema.optional(),
    lat: latitudeSchema.optional(),
  })
  .superRefine(({ device, place, lon, lat }, context) => {
    if ((lon === undefined) !== (lat === undefined))
      context.addIssue({ code: 'custom', path: [lon === undefined ? 'lon' : 'lat'], message: '缺少 · is missing' });
    if ([device, place, lon ?? lat].filter((one) => one !== undefined).length !== 1)
      context.addIssue({
        code: 'custom',
        message: 'device、place、lon 与 lat 三者取一 · one of device, place, or lon and lat',
      });
  });
export type PlaceRef = z.output<typeof placeRefSchema>;

/** What there really was: what the unit finds and says when it has been there. */
const truth = {
  truth: z.enum(['real', 'false', 'test']).default('real').describe('what it turns out to be'),
  found: bilingualSchema(200).optional().describe('what the first unit on the spot says of it'),
};

const alarm = z.strictObject({
  do: z.literal('alarm'),
  device: deviceId,
  code: contactIdCode.default('120'),
  zone,
  ...truth,
});
const storm = z.strictObject({
  do: z.literal('storm'),
  count: z.number().int().min(2).max(300).describe('alarms in all'),
  overSeconds: z.number().int().min(10).max(3_600).describe('they come spread over so long'),
  codes: z.array(contactIdCode).min(1).max(10).default(['120']).describe('each as often as it is named'),
  devices: z.array(deviceId).min(1).max(300).optional().describe('absent: any device with an account, by the seed'),
});
const call = z.strictObject({
  do: z.literal('call'),
  at: placeRefSchema,
  words: bilingualSchema(600).describe('what the caller says, word for word'),
  entered: z
    .enum(['transfer', 'desk'])
    .default('transfer')
    .describe(
      'transfer: it comes as a 110 transfer over HTTP; desk: the role player says it and the desk opens the incident',
    ),
  class: z.enum(['emergency', 'fire', 'medical', 'intrusion', 'environment']).default('emergency'),
  caller: bilingualSchema(60).optional().describe('who calls, for the role player'),
  ...truth,
});
const deviceDies = z.strictObject({
  do: z.literal('deviceDies'),
  devices: z.array(deviceId).min(1).max(100).describe('their heartbeats stop'),
  returnsAfterSeconds: lasts.describe('absent: for the rest of the drill'),
});
const roadClosed = z.strictObject({
  do: z.literal('roadClosed'),
  at: placeRefSchema,
  radiusM: z.number().min(5).max(500).default(30).describe('every road within it'),
  closure: z.enum(TRAVEL_CLOSURES).default('blocked').describe('cordon: vehicles with priority pass; blocked: nobody'),
  reason: bilingualSchema(120),
  opensAfterSeconds: lasts.describe('absent: for the rest of the drill'),
});
const unit = z.strictObject({
  do: z.literal('unit'),
  behaves: z.enum(['silent', 'refuses', 'late']).describe('silent: no answer; refuses: says no; late: sets out late'),
  unitId: z.string().min(1).max(40).optional().describe('this unit; absent: whoever is sent next'),
  force: z.enum(UNIT_KINDS).optional().describe('whoever of this force is sent next'),
  times: z.number().int().min(1).max(20).default(1).describe('so many orders'),
  lateSeconds: z.number().int().min(10).max(1_800).default(120),
  reason: bilingualSchema(120).optional().describe('of a refusal'),
});
const cameraGone = z.strictObject({
  do: z.literal('cameraGone'),
  cameras: z.array(cameraId).min(1).max(100).describe('their pictures stop and cannot be opened'),
  returnsAfterSeconds: lasts,
});
const networkDead = z.strictObject({
  do: z.literal('networkDead'),
  links: z
    .array(z.string().min(1).max(40))
    .max(64)
    .default([])
    .describe('ids of links that are shut; none: all of them'),
  phones: z.boolean().default(true).describe('phones of the field lose the station as well'),
  returnsAfterSeconds: lasts,
});
const cue = z.strictObject({
  do: z.literal('cue'),
  words: bilingualSchema(600).describe('what the director or a role player says to the desk; nothing is entered'),
});

export const actSchema = z.discriminatedUnion('do', [
  alarm,
  storm,
  call,
  deviceDies,
  roadClosed,
  unit,
  cameraGone,
  networkDead,
  cue,
]);
export type ScenarioAct = z.output<typeof actSchema>;
export type ActOf<Kind extends ScenarioAct['do']> = Extract<ScenarioAct, { do: Kind }>;

/** How long what an act does lasts; null: to the end of the drill, or nothing that lasts. */
export function secondsOf(act: ScenarioAct): number | null {
  if (act.do === 'roadClosed') return act.opensAfterSeconds ?? null;
  if (act.do === 'deviceDies' || act.do === 'cameraGone' || act.do === 'networkDead')
    return act.returnsAfterSeconds ?? null;
  return null;
}
