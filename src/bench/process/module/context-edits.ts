/**
 * Makes the asynchronous context of a program follow its `await`s: no host tells when a function goes on behind one, so
 * the compiled text says it. Lines stay as they are. Pure.
 *
 * `await e` becomes `back(now(), await e)`: the context is read before the wait and taken up behind it. A `catch` and a
 * `finally` take up that of their `try`, the body of a `for await` that of the loop.
 * @module
 */
import type { Node, Program } from 'acorn';
import type { TextEdits } from './text-edits.ts';

type AnyNode = Node & Record<string, unknown>;

const isNode = (value: unknown): value is AnyNode =>
  typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';

const childrenOf = (node: AnyNode): AnyNode[] =>
  Object.values(node).flatMap((value) => (Array.isArray(value) ? value.filter(isNode) : isNode(value) ? [value] : []));

const isFunction = (node: AnyNode): boolean => /Function/.test(node.type);
const isForAwait = (node: AnyNode): boolean => node.type === 'ForOfStatement' && node['await'] === true;

/** Whether the function that holds this node waits within it. */
const waits = (node: AnyNode): boolean =>
  node.type === 'AwaitExpression' ||
  isForAwait(node) ||
  childrenOf(node).some((child) => !isFunction(child) && waits(child));

/** @param prefix Before names that the text does not hold. */
export const followContext = (program: Program, edits: TextEdits, prefix: string): void => {
  const keep = `${prefix}kept`;
  const open = `{const ${keep}=${prefix}now();`;
  const takeUp = `${prefix}back(${keep});`;

  const enterBlock = (block: AnyNode | null | undefined): void => {
    if (block) edits.insert(block.start + 1, takeUp);
  };

  const visit = (node: AnyNode, labelStart: number | undefined): void => {
    if (node.type === 'LabeledStatement') {
      visit(node['body'] as AnyNode, labelStart ?? node.start);
      return;
    }
    if (node.type === 'AwaitExpression') {
      edits.insert(node.start, `${prefix}back(${prefix}now(),`);
    } else if (isForAwait(node)) {
      const body = node['body'] as AnyNode;
      edits.insert(labelStart ?? node.start, open);
      if (body.type === 'BlockStatement') enterBlock(body);
      else edits.insert(body.start, `{${takeUp}`);
    } else if (node.type === 'TryStatement' && waits(node['block'] as AnyNode)) {
      edits.insert(labelStart ?? node.start, open);
      enterBlock((node['handler'] as { body?: AnyNode } | null)?.body);
      enterBlock(node['finalizer'] as AnyNode | null);
    }
    for (const child of childrenOf(node)) visit(child, undefined);
    if (node.type === 'AwaitExpression') edits.insert(node.end, ')');
    else if (isForAwait(node)) {
      const body = node['body'] as AnyNode;
      edits.insert(node.end, `${body.type === 'BlockStatement' ? '' : '}'}${takeUp}}`);
    } else if (node.type === 'TryStatement' && waits(node['block'] as AnyNode)) edits.insert(node.end, '}');
  };

  visit(program as unknown as AnyNode, undefined);
};
