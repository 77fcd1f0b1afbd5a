/**
 * Finds where a module speaks of what it imported, so that each use can read the live binding. Pure.
 *
 * Only imported names matter, and a module cannot declare one twice, so a scope is known by the imported names that it
 * declares anew. Nearly all are empty.
 * @module
 */
import type { Node, Program } from 'acorn';

export interface ImportReference {
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** `call`: a plain call, which must not pass a receiver. `shorthand`: the property needs its name written out. */
  readonly use: 'value' | 'call' | 'shorthand';
  /** A call at the start of a statement, where an opening parenthesis could join the line before. */
  readonly startsStatement: boolean;
}

type AnyNode = Node & Record<string, unknown>;

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const children = (node: AnyNode): AnyNode[] => {
  const found: AnyNode[] = [];
  for (const key in node) {
    const value = node[key];
    if (Array.isArray(value)) found.push(...value.filter(isNode));
    else if (isNode(value)) found.push(value);
  }
  return found;
};

const functions = new Set(['FunctionDeclaration', 'FunctionExpression', 'ArrowFunctionExpression']);
const lists = new Set(['Program', 'BlockStatement', 'StaticBlock', 'SwitchCase']);
const scopes = new Set([
  'BlockStatement',
  'StaticBlock',
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'SwitchStatement',
]);

/** @param names Imported local names. */
export const findImportReferences = (program: Program, names: ReadonlySet<string>): readonly ImportReference[] => {
  const references: ImportReference[] = [];
  const shadowed: Set<string>[] = [];

  const bindPattern = (node: unknown, into: Set<string>): void => {
    if (!isNode(node)) return;
    if (node.type === 'Identifier') {
      if (names.has(node['name'] as string)) into.add(node['name'] as string);
    } else if (node.type === 'Property') bindPattern(node['value'], into);
    else if (node.type === 'AssignmentPattern') bindPattern(node['left'], into);
    else if (node.type === 'RestElement') bindPattern(node['argument'], into);
    else if (node.type === 'ObjectPattern' || node.type === 'ArrayPattern') {
      for (const child of children(node)) bindPattern(child, into);
    }
  };

  /** What `let`, `const`, `class` and `function` declare directly in a block. */
  const bindLexical = (statements: readonly AnyNode[], into: Set<string>): void => {
    for (const statement of statements) {
      if (statement.type === 'VariableDeclaration' && statement['kind'] !== 'var') bindDeclaration(statement, into);
      if (statement.type === 'FunctionDeclaration' || statement.type === 'ClassDeclaration')
        bindPattern(statement['id'], into);
      if (statement.type === 'SwitchCase') bindLexical(statement['consequent'] as AnyNode[], into);
    }
  };
  const bindDeclaration = (declaration: AnyNode, into: Set<string>): void => {
    for (const declarator of declaration['declarations'] as AnyNode[]) bindPattern(declarator['id'], into);
  };

  /** What `var` declares anywhere in a function, nested functions left out. */
  const bindVars = (node: AnyNode, into: Set<string>): void => {
    if (node.type === 'VariableDeclaration' && node['kind'] === 'var') bindDeclaration(node, into);
    for (const child of children(node)) if (!functions.has(child.type)) bindVars(child, into);
  };

  const within = (own: Set<string>, visitAll: () => void): void => {
    shadowed.push(own);
    visitAll();
    shadowed.pop();
  };

  const note = (node: AnyNode, use: ImportReference['use'], startsStatement = false): void => {
    const name = node['name'] as string;
    if (!names.has(name) || shadowed.some((scope) => scope.has(name))) return;
    references.push({ name, start: node.start, end: node.end, use, startsStatement });
  };

  const visitFunction = (node: AnyNode): void => {
    const own = new Set<string>();
    if (node.type === 'FunctionExpression') bindPattern(node['id'], own);
    for (const parameter of node['params'] as AnyNode[]) bindPattern(parameter, own);
    const body = node['body'] as AnyNode;
    if (body.type === 'BlockStatement') {
      bindVars(body, own);
      bindLexical(body['body'] as AnyNode[], own);
    }
    within(own, () => {
      for (const parameter of node['params'] as AnyNode[]) visit(parameter, node);
      visit(body, node);
    });
  };

  const visitChildren = (node: AnyNode): void => {
    for (const child of children(node)) visit(child, node);
  };

  const visit = (node: AnyNode, parent: AnyNode): void => {
    if (functions.has(node.type)) return visitFunction(node);
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportAllDeclaration':
      case 'MetaProperty':
      case 'BreakStatement':
      case 'ContinueStatement':
        return;
      case 'ExportNamedDeclaration':
        if (isNode(node['declaration'])) visit(node['declaration'], node);
        return;
      case 'Identifier':
        return note(node, 'value');
      case 'MemberExpression':
        visit(node['object'] as AnyNode, node);
        if (node['computed'] === true) visit(node['property'] as AnyNode, node);
        return;
      case 'LabeledStatement':
        return visit(node['body'] as AnyNode, node);
      case 'Property':
      case 'MethodDefinition':
      case 'PropertyDefinition': {
        if (node['computed'] === true) visit(node['key'] as AnyNode, node);
        const value = node['value'];
        if (!isNode(value)) return;
        if (node['shorthand'] === true) {
          const target = value.type === 'AssignmentPattern' ? (value['left'] as AnyNode) : value;
          note(target, 'shorthand');
          if (value.type === 'AssignmentPattern') visit(value['right'] as AnyNode, value);
          return;
        }
        return visit(value, node);
      }
      case 'CallExpression':
      case 'TaggedTemplateExpression': {
        const callee = (node['callee'] ?? node['tag']) as AnyNode;
        if (callee.type === 'Identifier') note(callee, 'call', statementStarts.has(callee.start));
        else visit(callee, node);
        for (const child of children(node)) if (child !== callee) visit(child, node);
        return;
      }
      case 'ClassExpression':
      case 'ClassDeclaration': {
        const own = new Set<string>();
        bindPattern(node['id'], own);
        return within(own, () => visitChildren(node));
      }
      case 'CatchClause': {
        const own = new Set<string>();
        bindPattern(node['param'], own);
        return within(own, () => visitChildren(node));
      }
      default:
    }
    if (lists.has(node.type)) {
      const statements = (node['body'] ?? node['consequent']) as AnyNode[];
      for (const statement of statements)
        if (statement.type === 'ExpressionStatement') statementStarts.add(statement.start);
    }
    if (!scopes.has(node.type) || functions.has(parent.type)) return visitChildren(node);
    const own = new Set<string>();
    bindLexical(scopeStatements(node), own);
    within(own, () => visitChildren(node));
  };

  const statementStarts = new Set<number>();
  visit(program as unknown as AnyNode, program as unknown as AnyNode);
  return references;
};

/** The statements whose declarations a scope holds; a loop's head counts as one. */
const scopeStatements = (node: AnyNode): AnyNode[] => {
  if (Array.isArray(node['body'])) return node['body'] as AnyNode[];
  if (Array.isArray(node['cases'])) return node['cases'] as AnyNode[];
  const head = node['init'] ?? node['left'];
  return isNode(head) ? [head] : [];
};
