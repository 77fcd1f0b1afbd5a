/**
 * The fields of `lab.yaml` as tables: what each is for from the docblocks of the schema, what it may hold from the schema
 * itself. Node only.
 * @module
 */
import { join } from 'node:path';
import { z } from 'zod';
import {
  hintLadderSchema,
  labCheckSchema,
  labFileSchema,
  labManifestSchema,
  labServiceSchema,
  labStepSchema,
  worldServiceSchema,
} from '#course/lab-manifest.ts';
import { code, markdownTable } from './markdown-table.ts';
import { readSchemaFields, readSource } from './read-docblocks.ts';

/** Heading, name and schema, in the order of the manifest. */
const PARTS = [
  ['The manifest', 'labManifestSchema', labManifestSchema],
  ['`files[]`', 'labFileSchema', labFileSchema],
  ['`services[]`, programs that the learner edits', 'labServiceSchema', labServiceSchema],
  ['`world[]`, programs that the judge reads', 'worldServiceSchema', worldServiceSchema],
  ['`steps[]`', 'labStepSchema', labStepSchema],
  ['`checks[]`', 'labCheckSchema', labCheckSchema],
  ['`hints`, by message id', 'hintLadderSchema', hintLadderSchema],
] as const;

interface JsonSchema {
  readonly type?: string;
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
  const source = await readSource(join(root, 'src/course/lab-manifest.ts'));
  const tables = PARTS.map(([heading, name, schema]) => {
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
  return tables.join('\n\n');
}

function describeSchema(schema: JsonSchema): string {
  const { type, items, minimum, maximum, minLength, maxLength, pattern, properties, additionalProperties } = schema;
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
