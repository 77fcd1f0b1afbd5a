/**
 * The fields of `lab.yaml` as tables: what each is for from the docblocks of the schema, what it may hold from the schema
 * itself. Node only.
 * @module
 */
import { join } from 'node:path';
import { z } from 'zod';
import {
  exerciseFieldsSchema,
  exerciseItemSchema,
  exerciseMistakeSchema,
  exerciseOptionSchema,
} from '#course/lab-exercise.ts';
import {
  declaredServicesSchema,
  hintLadderSchema,
  labCheckSchema,
  labCommandSchema,
  labFileSchema,
  labManifestSchema,
  labServiceSchema,
  labSourceSchema,
  labStepSchema,
  worldServiceSchema,
} from '#course/lab-manifest.ts';
import { code, markdownTable } from './markdown-table.ts';
import { readSchemaFields, readSource } from './read-docblocks.ts';

/** Where the schemas stand. */
const MANIFEST = 'src/course/lab-manifest.ts';
const EXERCISE = 'src/course/lab-exercise.ts';

/** Heading, name, schema and file, in the order of the manifest. */
const PARTS = [
  ['The manifest', 'labManifestSchema', labManifestSchema, MANIFEST],
  ['`files[]`', 'labFileSchema', labFileSchema, MANIFEST],
  ['`from[]`, programs that need no copy', 'labSourceSchema', labSourceSchema, MANIFEST],
  ['`services[]`, programs that the learner edits', 'labServiceSchema', labServiceSchema, MANIFEST],
  ['`declared`, services that learners declare', 'declaredServicesSchema', declaredServicesSchema, MANIFEST],
  ['`world[]`, programs that the judge reads', 'worldServiceSchema', worldServiceSchema, MANIFEST],
  ['`commands[]`, of the terminal', 'labCommandSchema', labCommandSchema, MANIFEST],
  ['`steps[]`', 'labStepSchema', labStepSchema, MANIFEST],
  ['`steps[].exercise`', 'exerciseFieldsSchema', exerciseFieldsSchema, EXERCISE],
  ['`steps[].exercise.options[]`', 'exerciseOptionSchema', exerciseOptionSchema, EXERCISE],
  ['`steps[].exercise.items[]`', 'exerciseItemSchema', exerciseItemSchema, EXERCISE],
  ['`steps[].exercise.items[].mistakes[]`', 'exerciseMistakeSchema', exerciseMistakeSchema, EXERCISE],
  ['`checks[]`', 'labCheckSchema', labCheckSchema, MANIFEST],
  ['`hints`, by message id', 'hintLadderSchema', hintLadderSchema, MANIFEST],
] as const;

interface JsonSchema {
  readonly type?: string;
  readonly const?: string;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly items?: JsonSchema;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly required?: readonly string[];
  readonly default?: unknown;
}

/**
 * @param root the project's root folder.
 *
 * @example
 * await manifestTables('.') // '**The manifest**\n\n| field | may hold | … |'
 */
export async function manifestTables(root: string): Promise<string> {
  const tables = PARTS.map(async ([heading, name, schema, file]) => {
    const source = await readSource(join(root, file));
    const { properties = {}, required = [] } = z.toJSONSchema(schema, { io: 'input' }) as JsonSchema;
    const rows = readSchemaFields(source, name).map((field) => [
      code(field.name),
      describeSchema(properties[field.name] ?? {}),
      required.includes(field.name)
        ? 'required'
        : `default ${code(JSON.stringify(properties[field.name]?.default ?? 'none'))}`,
      field.about,
    ]);
    return `**${heading}**\n\n${markdownTable(['field', 'may hold', '', 'for'], rows)}`;
  });
  return (await Promise.all(tables)).join('\n\n');
}

function describeSchema(schema: JsonSchema): string {
  const { type, items, minimum, maximum, minLength, maxLength, pattern, properties, additionalProperties } = schema;
  if (schema.const !== undefined) return code(schema.const);
  if (schema.enum) return schema.enum.map((value) => code(String(value))).join(' or ');
  if (type === 'array') return `list of ${describeSchema(items ?? {})}`;
  if (type === 'integer') return `whole number from ${minimum} to ${maximum}`;
  if (properties) return `object: ${Object.keys(properties).map(code).join(', ')}`;
  if (type === 'object' && typeof additionalProperties === 'object') {
    return `object of ${describeSchema(additionalProperties)} by name`;
  }
  if (type !== 'string') return type ?? 'anything';
  if (pattern !== undefined) return `text like ${code(pattern)}`;
  const limits = [minLength && `from ${minLength}`, maxLength && `up to ${maxLength}`].filter(Boolean);
  return limits.length === 0 ? 'text' : `text, ${limits.join(' ')} characters`;
}
