/**
 * What docblocks say about the members of an interface or of a schema, read with the TypeScript compiler. Node only.
 * @module
 */
import { readFile } from 'node:fs/promises';
import ts from 'typescript';

export interface Member {
  readonly name: string;
  /** As written, on one line, without `readonly`: `kill(service: string): Promise<void>`. */
  readonly signature: string;
  /** The docblock as one paragraph; empty when there is none. */
  readonly about: string;
}

/** @param file for the words of an error and for reading. */
export async function readSource(file: string): Promise<ts.SourceFile> {
  return ts.createSourceFile(file, await readFile(file, 'utf8'), ts.ScriptTarget.Latest, true);
}

/**
 * Members of an interface, in order.
 *
 * @throws {Error} when the file declares no such interface.
 *
 * @example
 * readInterface(await readSource('labs/_kit/bench.ts'), 'Bench')[0] // { name: 'seed', signature: 'seed: number', about: '' }
 */
export function readInterface(source: ts.SourceFile, name: string): readonly Member[] {
  const found = source.statements.find(
    (statement): statement is ts.InterfaceDeclaration =>
      ts.isInterfaceDeclaration(statement) && statement.name.text === name,
  );
  if (!found) throw new Error(`Cannot document interface "${name}": ${source.fileName} does not declare it`);
  return found.members.map((member) => ({
    name: member.name?.getText(source) ?? '',
    signature: oneLine(member.getText(source)).replaceAll('readonly ', '').replace(/;$/, ''),
    about: docblockOf(member),
  }));
}

/**
 * Fields of the object that `const <name> = z.strictObject({ … })` is made of, in order; the signature is the schema's text.
 *
 * @throws {Error} when the file declares no such constant.
 */
export function readSchemaFields(source: ts.SourceFile, name: string): readonly Member[] {
  const declarations = source.statements
    .filter((statement) => ts.isVariableStatement(statement))
    .flatMap((statement) => [...statement.declarationList.declarations]);
  const schema = declarations.find((declaration) => declaration.name.getText(source) === name)?.initializer;
  const fields = schema && ts.isCallExpression(schema) ? schema.arguments[0] : undefined;
  if (!fields || !ts.isObjectLiteralExpression(fields)) {
    throw new Error(`Cannot document schema "${name}": ${source.fileName} does not declare it as an object`);
  }
  return fields.properties.map((property) => ({
    name: property.name?.getText(source) ?? '',
    signature: oneLine(property.getText(source)),
    about: docblockOf(property),
  }));
}

function docblockOf(node: ts.Node): string {
  const [docblock] = ts.getJSDocCommentsAndTags(node).filter((part) => ts.isJSDoc(part));
  return oneLine(ts.getTextOfJSDocComment(docblock?.comment) ?? '');
}

const oneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
