/**
 * Reads and edits the file in which the learner declares the services, as text: what is not changed keeps its place and
 * its blanks. Pure; a part of its own that the page fetches for labs with such a file.
 * @module
 */
import { findNodeAtLocation, type Node, parseTree } from 'jsonc-parser';
import { type DeclarationProblem, withDeclaredServices } from '#bench/judge/declared-services.ts';
import type { LabFiles } from '#runtimes/lab-runtime.ts';
import type { WorkbenchData } from '../state/workbench-data.ts';

/** A service as the file has it; the entry is what stands there, also when it is no file. */
export interface DeclaredService {
  readonly name: string;
  readonly entry: string | undefined;
}

export interface ReadServices {
  readonly services: readonly DeclaredService[];
  /** What keeps the services from starting as they are declared. */
  readonly problem?: DeclarationProblem | undefined;
  /** The text is one JSON object, so services can be added, renamed and removed in it. */
  readonly canEdit: boolean;
}

type Declaring = Pick<WorkbenchData, 'id' | 'world' | 'declaredIn' | 'entrance'>;

/** Reads the services of a lab from its files. */
export function readServices(data: Declaring, files: LabFiles): ReadServices {
  const problem = problemOf(data, files);
  const members = membersOf(files[data.declaredIn ?? ''] ?? '');
  const services = (members ?? []).map(({ name, value }) => {
    const entry: unknown = findNodeAtLocation(value, ['entry'])?.value;
    return { name, entry: typeof entry === 'string' ? entry : undefined };
  });
  return { services, problem, canEdit: members !== undefined };
}

/**
 * The first thing that is wrong with the declaration in these files.
 *
 * @example
 * problemOf(data, { 'services.json': '{' })?.message // 'this is not JSON: …'
 */
export function problemOf(data: Declaring, files: LabFiles): DeclarationProblem | undefined {
  const { id, world, declaredIn: file = '', entrance = '' } = data;
  const declared = withDeclaredServices(
    {
      id,
      services: [],
      declared: { file, entrance, env: {} },
      world: world.map((name) => ({ name, entry: '', port: 80, env: {} })),
      checks: [],
      worldFiles: {},
      packages: {},
    },
    files,
  );
  return 'problem' in declared ? declared.problem : undefined;
}

/** The text with one more service at its end. */
export function withService(text: string, name: string, entry: string): string {
  const added = `${JSON.stringify(name)}: { "entry": ${JSON.stringify(entry)} }`;
  const members = membersOf(text) ?? [];
  const last = members.at(-1);
  if (!last) {
    const at = text.indexOf('{') + 1;
    return `${text.slice(0, at)}\n  ${added}\n${text.slice(text.indexOf('}', at))}`;
  }
  const before = text.slice(text.lastIndexOf('\n', last.offset) + 1, last.offset);
  // A service on a line of its own gets a line of its own after it, one in a row a place in the row.
  const gap = before.trim() === '' && text.lastIndexOf('\n', last.offset) >= 0 ? `\n${before}` : ' ';
  return `${text.slice(0, last.end)},${gap}${added}${text.slice(last.end)}`;
}

/** The text with a service under another name; nothing else changes. */
export function withServiceRenamed(text: string, from: string, to: string): string {
  const member = membersOf(text)?.find(({ name }) => name === from);
  if (!member) return text;
  return text.slice(0, member.offset) + JSON.stringify(to) + text.slice(member.offset + member.nameLength);
}

/** The text without a service. */
export function withoutService(text: string, name: string): string {
  const members = membersOf(text) ?? [];
  const index = members.findIndex((member) => member.name === name);
  const [before, member, after] = [members[index - 1], members[index], members[index + 1]];
  if (!member) return text;
  if (before) return text.slice(0, before.end) + text.slice(member.end);
  return text.slice(0, member.offset) + text.slice(after ? after.offset : member.end);
}

interface Member {
  readonly name: string;
  readonly offset: number;
  /** Length of the name with its quotes, as it is written. */
  readonly nameLength: number;
  readonly end: number;
  readonly value: Node;
}

/** The members of the one object that the text is; nothing when it is not. */
function membersOf(text: string): readonly Member[] | undefined {
  const errors: unknown[] = [];
  const root = parseTree(text, errors as never[], { disallowComments: true, allowTrailingComma: false });
  if (root?.type !== 'object' || errors.length > 0) return undefined;
  return (root.children ?? []).flatMap(({ children, offset, length }) => {
    const [key, value] = children ?? [];
    return key && value
      ? [{ name: String(key.value), offset, nameLength: key.length, end: offset + length, value }]
      : [];
  });
}
