/**
 * esbuild's `keepNames` wraps every function in a call that defines its name: right once while a module loads, dear for
 * a function that is made for each request. Takes the call off functions inside functions, which keep the name that the
 * language gives them. Node only.
 * @module
 */
import { parse } from 'acorn';

interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [key: string]: unknown;
}

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const isNode = (value: unknown): value is SyntaxNode =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
const isFunction = ({ type }: SyntaxNode): boolean => /^(?:Function|ArrowFunction)/.test(type);

const childrenOf = (node: SyntaxNode): SyntaxNode[] => Object.values(node).flat().filter(isNode);

/** The helper as esbuild writes it, whatever it is called after minifying. */
const helperPattern = /([\w$]+)\s*=\s*\(([\w$]+),\s*([\w$]+)\)\s*=>\s*[\w$]+\(\2,\s*"name",\s*\{\s*value(?::\s*\3)?,/;

/** In a bundle of several files the helper stands in one that the others import. */
const importedHelperPattern = /^import\s*\{[^}]*\b(__name)\b/;

/**
 * @param code A bundle that esbuild wrote with `keepNames`.
 *
 * @example
 * unnameInnerFunctions(outputFiles[0].text)
 */
export function unnameInnerFunctions(code: string): string {
  const helper = helperPattern.exec(code)?.[1] ?? importedHelperPattern.exec(code)?.[1];
  if (helper === undefined) return code;
  const edits: Edit[] = [];

  const visit = (node: SyntaxNode, isInner: boolean): void => {
    const named = isInner ? namedFunction(node, helper) : undefined;
    if (named) {
      edits.push({ start: node.start, end: named.start, text: '(' }, { start: named.end, end: node.end, text: ')' });
      visit(named, true);
      return;
    }
    const runsWhileLoading = isInner ? new Set<SyntaxNode>() : functionsCalledAtOnce(node, helper);
    for (const child of childrenOf(node)) {
      if (runsWhileLoading.has(child)) for (const inside of functionParts(child)) visit(inside, false);
      else visit(child, isInner || isFunction(node));
    }
  };
  visit(parse(code, { ecmaVersion: 'latest', sourceType: 'module' }) as unknown as SyntaxNode, false);
  return apply(code, edits);
}

/** The function of `helper(function, "name")`; a class names itself in a static block and is left alone. */
function namedFunction(node: SyntaxNode, helper: string): SyntaxNode | undefined {
  if (node.type !== 'CallExpression') return undefined;
  const [callee, named, name] = [node['callee'], ...(node['arguments'] as unknown[])];
  if (!isNode(callee) || callee['name'] !== helper || !isNode(named) || !isNode(name) || name.type !== 'Literal')
    return undefined;
  return isFunction(named) || named.type === 'Identifier' ? named : undefined;
}

/** Functions that a call at the top level takes or is: the bundle's own wrapper and those of CommonJS modules. */
function functionsCalledAtOnce(node: SyntaxNode, helper: string): ReadonlySet<SyntaxNode> {
  const { callee } = node as { readonly callee?: SyntaxNode };
  if (node.type !== 'CallExpression' || callee?.['name'] === helper) return new Set();
  return new Set(childrenOf(node).filter((child) => isFunction(child) || child.type === 'ObjectExpression'));
}

function functionParts(node: SyntaxNode): SyntaxNode[] {
  if (isFunction(node)) return childrenOf(node);
  return childrenOf(node).flatMap((property) => {
    const value = property['value'];
    return isNode(value) && isFunction(value) ? childrenOf(value) : childrenOf(property);
  });
}

function apply(code: string, edits: readonly Edit[]): string {
  let text = '';
  let at = 0;
  for (const edit of [...edits].sort((left, right) => left.start - right.start)) {
    text += code.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return text + code.slice(at);
}
