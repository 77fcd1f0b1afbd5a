/**
 * Reads which services there are from the file in which a learner declares them, such as `services.json`. Pure; runs where
 * an engine prepares a run.
 * @module
 */
import { findNodeAtLocation, type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser';
import { nearestName } from '#platform/nearest-name.ts';
import type { LabFiles, LabProgram, ProgramSpec } from './lab-program.ts';
import { formatReplay } from './replay-line.ts';
import type { CheckReport, SourcePosition } from './report.ts';

/** Why a declaration cannot be used: one sentence without its place, and the place. */
export interface DeclarationProblem {
  readonly message: string;
  readonly at: SourcePosition;
}

/** What of a program a declaration is about. */
type Declaring = Pick<LabProgram, 'services' | 'declared' | 'world'>;

export type DeclaredProgram<Program extends Declaring = LabProgram> =
  { readonly program: Program } | { readonly problem: DeclarationProblem };

export const MOST_SERVICES = 12;
const NAME = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const LONGEST_NAME = 40;
const STANDARD_PORT = 80;
const FIELDS = ['entry', 'port', 'env'];
/** Hosts that are not services. */
const TAKEN = ['client', 'localhost'];

/** Thrown while reading, with the offset of what is wrong. */
class Refusal extends Error {
  readonly offset: number;

  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}

/**
 * The program with the services that the learner's files declare. A lab whose services are fixed comes back as it is.
 *
 * @example
 * const declared = withDeclaredServices(program, { 'services.json': '{ "shop": { "entry": "shop/main.ts" } }', … });
 * 'program' in declared && declared.program.services // [{ name: 'shop', entry: 'shop/main.ts', port: 80, env: {} }]
 */
export function withDeclaredServices<Program extends Declaring>(
  program: Program,
  files: LabFiles,
): DeclaredProgram<Program> {
  if (!program.declared) return { program };
  const { file } = program.declared;
  const text = files[file];
  if (text === undefined) {
    const message = `${file} is not there, and it says which services there are`;
    return { problem: { message, at: { file, line: 1, column: 1 } } };
  }
  try {
    return { program: { ...program, services: readServices(text, program, program.declared, files) } };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { problem: { message: error.message, at: { file, ...placeOf(text, error.offset) } } };
  }
}

/** What a check tells when nothing could be started, because nobody knows what. */
export function reportUndeclared(
  { id: lab }: LabProgram,
  { id, slug, title }: LabProgram['checks'][number],
  seed: number,
  { message, at }: DeclarationProblem,
): CheckReport {
  return {
    check: id,
    slug,
    title,
    verdict: 'error',
    held: '',
    reason: `${at.file}, line ${at.line}, column ${at.column}: ${message}.`,
    where: [{ ...at, atMs: 0, note: `${message}.` }],
    virtualMs: 0,
    realMs: 0,
    eventCount: 0,
    hash: '',
    replay: formatReplay({ lab, number: slug.slice(0, 2), seed }),
  };
}

function readServices(
  text: string,
  program: Declaring,
  { entrance, env }: NonNullable<LabProgram['declared']>,
  files: LabFiles,
): readonly ProgramSpec[] {
  const root = parseStrictly(text);
  const names = new Set<string>();
  const services = fieldsOf(root, 'the file').map(({ name, at, value }) => {
    checkName(name, at, names, program);
    names.add(name);
    return readService(name, value, env, files);
  });
  if (services.length > MOST_SERVICES) {
    throw new Refusal(`it declares ${services.length} services, and at most ${MOST_SERVICES} can run`, root.offset);
  }
  if (!names.has(entrance)) {
    throw new Refusal(
      `no service is called "${entrance}", and customers send their requests to that name`,
      root.offset,
    );
  }
  return services;
}

function parseStrictly(text: string): Node {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  const [first] = errors;
  if (root && !first) return root;
  throw new Refusal(`this is not JSON: ${first ? inWords(first) : 'nothing is in it'}`, first?.offset ?? 0);
}

/** `CommaExpected` as "a comma is expected here". */
function inWords({ error }: ParseError): string {
  const words = printParseErrorCode(error)
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ')
    .toLowerCase();
  return words.endsWith(' expected') ? `${words.replace(' expected', '')} expected here` : words;
}

function checkName(name: string, at: number, names: ReadonlySet<string>, { world }: Declaring): void {
  const quoted = JSON.stringify(name);
  if (!NAME.test(name) || name.length > LONGEST_NAME) {
    throw new Refusal(
      `${quoted} cannot be a host name: it should have lower-case letters, digits and single hyphens, such as "product-service"`,
      at,
    );
  }
  if (names.has(name)) throw new Refusal(`${quoted} is declared twice`, at);
  if (TAKEN.includes(name) || world.some((other) => other.name === name)) {
    throw new Refusal(`${quoted} is taken by a program of the lab; another name is needed`, at);
  }
}

function readService(name: string, node: Node, shared: ProgramSpec['env'], files: LabFiles): ProgramSpec {
  const fields = fieldsOf(node, `"${name}"`);
  const strange = fields.find((field) => !FIELDS.includes(field.name));
  if (strange) {
    throw new Refusal(`"${name}" has a field "${strange.name}"; it may have "entry", "port" and "env"`, strange.at);
  }
  const repeated = fields.find((field, index) => fields.findIndex((other) => other.name === field.name) !== index);
  if (repeated) throw new Refusal(`"${name}" has "${repeated.name}" twice`, repeated.at);
  const env = findNodeAtLocation(node, ['env']);
  return {
    name,
    entry: readEntry(name, node, files),
    port: readPort(name, findNodeAtLocation(node, ['port'])),
    env: { ...shared, ...(env && readEnvironment(name, env)) },
  };
}

function readEntry(name: string, service: Node, files: LabFiles): string {
  const node = findNodeAtLocation(service, ['entry']);
  if (!node) throw new Refusal(`"${name}" has no "entry", which is the file that starts it`, service.offset);
  const entry: unknown = node.value;
  if (typeof entry !== 'string')
    throw new Refusal(`the "entry" of "${name}" should be the path of a file`, node.offset);
  if (Object.hasOwn(files, entry)) return entry;
  const nearest = nearestName(entry, Object.keys(files));
  const hint = nearest === undefined ? '' : `; the nearest is ${JSON.stringify(nearest)}`;
  throw new Refusal(
    `the "entry" of "${name}" is ${JSON.stringify(entry)}, and there is no such file${hint}`,
    node.offset,
  );
}

function readPort(name: string, node: Node | undefined): number {
  if (!node) return STANDARD_PORT;
  const port: unknown = node.value;
  if (typeof port === 'number' && Number.isInteger(port) && port >= 1 && port <= 65_535) return port;
  throw new Refusal(`the "port" of "${name}" should be a whole number from 1 to 65535`, node.offset);
}

function readEnvironment(name: string, node: Node): Record<string, string> {
  const variables = fieldsOf(node, `the "env" of "${name}"`).map(({ name: variable, value }) => {
    if (value.type === 'string') return [variable, String(value.value)] as const;
    throw new Refusal(`"${variable}" in the "env" of "${name}" should be a text in quotes`, value.offset);
  });
  return Object.fromEntries(variables);
}

function fieldsOf(node: Node, what: string): readonly { name: string; at: number; value: Node }[] {
  if (node.type !== 'object') throw new Refusal(`${what} should be an object in braces`, node.offset);
  return (node.children ?? []).flatMap(({ children }) => {
    const [key, value] = children ?? [];
    return key && value ? [{ name: String(key.value), at: key.offset, value }] : [];
  });
}

function placeOf(text: string, offset: number): { line: number; column: number } {
  const lines = text.slice(0, offset).split('\n');
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
