/**
 * The forms of acts and expected actions, read off the schema that judges them: a field that is added there is a field here. Only how
 * a thing of the station is picked is said here, by the field's name.
 */
import { z } from 'zod';
import { actionSchema } from '#shared/wire/scenarioActions.ts';
import { actSchema } from '#shared/wire/scenarioActs.ts';

type Picker = 'device' | 'devices' | 'cameras' | 'links' | 'unit' | 'place' | 'inject';

export interface FormField {
  readonly name: string;
  readonly kind: Picker | 'words' | 'number' | 'text' | 'texts' | 'choice' | 'choices' | 'check';
  readonly isRequired: boolean;
  /** Of a choice, as they are written in the file. */
  readonly values: readonly (string | number)[];
  readonly least: number | null;
  readonly most: number | null;
  /** Characters a text may have. */
  readonly longest: number | null;
  /** What the schema fills in. */
  readonly usual: string | null;
}

const PICKERS: Readonly<Record<string, Picker>> = {
  device: 'device',
  devices: 'devices',
  cameras: 'cameras',
  links: 'links',
  unitId: 'unit',
  at: 'place',
  with: 'inject',
};

/** The part of JSON Schema that is used here. */
interface JsonSchema {
  readonly type?: string;
  readonly const?: unknown;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly maxLength?: number;
  readonly default?: unknown;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly oneOf?: readonly JsonSchema[];
}

export const ACT_FIELDS = formsOf(actSchema, 'do');
export const ACTION_FIELDS = formsOf(actionSchema, 'kind');

function formsOf(schema: z.ZodType, key: string): Readonly<Record<string, readonly FormField[]>> {
  const { oneOf = [] } = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) as JsonSchema;
  return Object.fromEntries(
    oneOf.map(({ properties = {}, required = [] }) => [
      String(properties[key]?.const),
      Object.entries(properties)
        .filter(([name]) => name !== key)
        .map(([name, property]) => fieldOf(name, property, required.includes(name))),
    ]),
  );
}

function fieldOf(name: string, schema: JsonSchema, isRequired: boolean): FormField {
  const usual = schema.default;
  return {
    ...{ name, isRequired, kind: PICKERS[name] ?? kindOf(schema) },
    values: schema.enum ?? schema.items?.enum ?? [],
    least: schema.minimum ?? null,
    most: schema.maximum ?? null,
    longest: schema.maxLength ?? schema.properties?.zh?.maxLength ?? null,
    usual: usual === undefined || (Array.isArray(usual) && usual.length === 0) ? null : String(usual),
  };
}

function kindOf({ type, enum: values, items, properties }: JsonSchema): FormField['kind'] {
  if (properties?.zh) return 'words';
  if (values) return 'choice';
  if (type === 'array') return items?.enum ? 'choices' : 'texts';
  if (type === 'boolean') return 'check';
  return type === 'number' || type === 'integer' ? 'number' : 'text';
}
