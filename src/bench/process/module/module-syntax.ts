/**
 * Finds the syntax that only a module may hold: `import()`, `import.meta`, `await` at the top level. Pure.
 * @module
 */
import type { Node, Program } from 'acorn';

export interface Range {
  readonly start: number;
  readonly end: number;
}

const eachNode = (node: unknown, enter: (node: Node & Record<string, unknown>) => boolean): void => {
  if (Array.isArray(node)) {
    for (const child of node) eachNode(child, enter);
    return;
  }
  if (typeof node !== 'object' || node === null || typeof (node as { type?: unknown }).type !== 'string') return;
  const found = node as Node & Record<string, unknown>;
  if (!enter(found)) return;
  for (const key in found) if (key !== 'type') eachNode(found[key], enter);
};

export const moduleSyntaxUses = (
  program: Program,
): { metaProperties: readonly Range[]; dynamicImports: readonly Range[] } => {
  const metaProperties: Range[] = [];
  const dynamicImports: Range[] = [];
  eachNode(program, (node) => {
    if (node.type === 'MetaProperty' && (node['meta'] as { name?: string }).name === 'import')
      metaProperties.push(node);
    if (node.type === 'ImportExpression') dynamicImports.push(node);
    return true;
  });
  return { metaProperties, dynamicImports };
};

export const hasTopLevelAwait = (program: Program): boolean => {
  let found = false;
  eachNode(program, (node) => {
    found ||= node.type === 'AwaitExpression' || (node.type === 'ForOfStatement' && node['await'] === true);
    return !found && !/Function/.test(node.type) && node.type !== 'PropertyDefinition' && node.type !== 'StaticBlock';
  });
  return found;
};
