/**
 * Bodies of commands made from what the station itself says it takes: the OpenAPI text, which is generated from the schemas that
 * check them. A command or a field added there is tried without anybody remembering to.
 */
import fc from 'fast-check';
import { openApi } from '#main/core/gateway/openapi/index.ts';
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

interface CommandRequests {
  readonly requestBody: {
    readonly content: {
      readonly 'application/json': {
        readonly schema: {
          readonly oneOf: readonly { readonly title: string; readonly properties: { readonly body: BodySchema } }[];
        };
      };
    };
  };
}

/** The body of every command there is, by kind. */
export function bodySchemas(): ReadonlyMap<string, BodySchema> {
  const { paths } = openApi() as unknown as { paths: { '/api/commands': { post: CommandRequests } } };
  const requests = paths['/api/commands'].post.requestBody.content['application/json'].schema.oneOf;
  return new Map(requests.map(({ title, properties }) => [title, properties.body]));
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

export interface Making {
  readonly known: Known;
  /** Times lie around it. */
  readonly now: number;
  readonly random: Seeded;
  /** What is said where anything may be said. */
  readonly words?: readonly string[];
}

/** A body its schema takes, mostly about what there is. Optional fields come and go. */
export function bodyOf(schema: BodySchema, making: Making, name = ''): unknown {
  const { random } = making;
  const again = (one: BodySchema, inside = name) => bodyOf(one, making, inside);
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
      return numberOf(schema, name, making);
    case 'string':
      return textOf(schema, name, making);
    default:
      return null;
  }
}

function numberOf(schema: BodySchema, name: string, { now, random }: Making): number {
  if (/At$/.test(name)) return now + random.below(7_200_000) - 1_800_000;
  const least = schema.minimum ?? schema.exclusiveMinimum ?? 0;
  const value = least + random.next() * (Math.min(schema.maximum ?? 1_000, least + 100_000) - least);
  return schema.type === 'integer' ? Math.round(value) : value;
}

function textOf(schema: BodySchema, name: string, { known, random, words = PLAIN }: Making): string {
  const ids = known[name];
  if (ids && ids.length > 0 && random.chance(0.9)) return pick(random, ids);
  if (schema.pattern !== undefined) {
    const matching = fc.stringMatching(new RegExp(schema.pattern, 'u'), { size: 'small' });
    return fc.sample(matching, { seed: random.below(2 ** 31), numRuns: 1 })[0] ?? '';
  }
  const text = pick(random, words).padEnd(schema.minLength ?? 0, '某');
  return text.slice(0, schema.maxLength ?? text.length);
}
