/**
 * Bodies of commands made from what the station itself says it takes: the OpenAPI text, which is generated from the schemas that
 * check them. A command or a field added there is tried without anybody remembering to.
 */
import fc from 'fast-check';
import { openApi } from '#main/core/gateway/openapi.ts';
import type { World } from '#shared/domain/world.ts';
import { pick } from '#tests/fuzz/mutate.ts';
import type { Seeded } from '#tests/simulators/seeded.ts';

/** As much of JSON Schema as zod writes. */
export interface BodySchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, BodySchema>>;
  readonly required?: readonly string[];
  readonly propertyNames?: BodySchema;
  readonly additionalProperties?: boolean | BodySchema;
  readonly items?: BodySchema;
  readonly prefixItems?: readonly BodySchema[];
  readonly anyOf?: readonly BodySchema[];
  readonly oneOf?: readonly BodySchema[];
  readonly allOf?: readonly BodySchema[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
}

/** The body of every command there is, by kind. */
export function bodySchemas(): ReadonlyMap<string, BodySchema> {
  const { requestBody } = openApi().paths['/api/commands'].post;
  const requests = requestBody.content['application/json'].schema.oneOf;
  return new Map(requests.map(({ title, properties }) => [title, properties.body as unknown as BodySchema]));
}

/** Where somebody may write what he likes: `reporter.name`, `points[].name`. Not identifiers, not a choice of several. */
export function freeTexts(schema: BodySchema, path = ''): string[] {
  const inside = [
    ...[...(schema.anyOf ?? []), ...(schema.oneOf ?? []), ...(schema.allOf ?? [])].flatMap((one) =>
      freeTexts(one, path),
    ),
    ...Object.entries(schema.properties ?? {}).flatMap(([name, one]) =>
      freeTexts(one, path ? `${path}.${name}` : name),
    ),
    ...(schema.items ? freeTexts(schema.items, `${path}[]`) : []),
  ];
  const isText = schema.type === 'string' && !schema.enum && schema.const === undefined && !schema.pattern;
  const isName = /(?:Id|Ids\[\]|ref)$|^id$/.test(path);
  return [...new Set(isText && !isName ? [path, ...inside] : inside)];
}

/** What of the world a field of this name may name. */
export type Known = Readonly<Record<string, readonly string[]>>;

export function knownIn({
  incidents,
  units,
  devices,
  links,
  accounts,
  machines,
  walkTests,
  alarms,
  field,
}: World): Known {
  const dispatches = [...incidents.values()].flatMap((incident) => incident.dispatches);
  return {
    incidentId: [...incidents.keys()],
    intoId: [...incidents.keys()],
    otherId: [...incidents.keys()],
    unitId: [...units.keys()],
    dispatchId: dispatches.map(({ id }) => id),
    deviceId: [...devices.keys()],
    linkId: [...links.keys()],
    accountId: [...accounts.keys()],
    machineId: [...machines.keys()],
    walkTestId: [...walkTests.keys()],
    alarmId: [...alarms.keys()],
    taskId: [...field.tasks.keys()],
    routeId: [...field.routes.keys()],
  };
}

const PLAIN = ['门口有人争执', 'Gate 3', '水管爆裂，需要封路', '13 号楼 2 单元', 'ok'];

/** A body its schema takes, mostly about what there is. Optional fields come and go. `now`: times lie around it. */
export function bodyOf(schema: BodySchema, known: Known, now: number, random: Seeded, name = ''): unknown {
  const again = (one: BodySchema, inside = name) => bodyOf(one, known, now, random, inside);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(random, schema.enum);
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return again(pick(random, choices));
  if (schema.allOf) return Object.assign({}, ...schema.allOf.map((one) => again(one)));
  switch (schema.type) {
    case 'object': {
      const entries = Object.entries(schema.properties ?? {}).filter(
        ([field]) => schema.required?.includes(field) || random.chance(0.5),
      );
      return Object.fromEntries(entries.map(([field, one]) => [field, again(one, field)]));
    }
    case 'array': {
      if (schema.prefixItems) return schema.prefixItems.map((one) => again(one));
      const count = Math.max(schema.minItems ?? 0, random.below(4));
      return Array.from({ length: count }, () => again(schema.items ?? {}, name.replace(/s$/, '')));
    }
    case 'boolean':
      return random.chance(0.5);
    case 'integer':
    case 'number':
      return numberOf(schema, name, now, random);
    case 'string':
      return textOf(schema, name, known, random);
    default:
      return null;
  }
}

function numberOf({ type, minimum, maximum, exclusiveMinimum }: BodySchema, name: string, now: number, random: Seeded) {
  if (/At$/.test(name)) return now + random.below(7_200_000) - 1_800_000;
  const least = minimum ?? exclusiveMinimum ?? 0;
  const value = least + random.next() * (Math.min(maximum ?? 1_000, least + 100_000) - least);
  return type === 'integer' ? Math.round(value) : value;
}

function textOf(schema: BodySchema, name: string, known: Known, random: Seeded): string {
  const ids = known[name];
  if (ids && ids.length > 0 && random.chance(0.9)) return pick(random, ids);
  if (schema.pattern !== undefined) {
    const matching = fc.stringMatching(new RegExp(schema.pattern, 'u'), { size: 'small' });
    return fc.sample(matching, { seed: random.below(2 ** 31), numRuns: 1 })[0] ?? '';
  }
  const text = pick(random, PLAIN).padEnd(schema.minLength ?? 0, '某');
  return text.slice(0, schema.maxLength ?? text.length);
}
