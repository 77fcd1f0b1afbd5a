/**
 * Compiles an ES module to a generator function that the loader can run: no blob URLs, no `import()` of the host, the
 * same code in the page and in Node. Imports are read through the namespace they come from and exports are getters, so
 * bindings are live, cycles close, functions are hoisted across modules and `await` works at the top level.
 * Pure. `.github/decisions/0003-modules-as-functions.md` says why.
 * @module
 */
import {
  parse,
  type ExportNamedDeclaration,
  type Identifier,
  type ImportDeclaration,
  type Literal,
  type ModuleDeclaration,
  type Node,
  type Pattern,
  type Program,
  type Statement,
} from 'acorn';
import type { CompiledModule, ImportRequest } from './compiled-module.ts';
import { followContext } from './context-edits.ts';
import { findImportReferences } from './import-references.ts';
import { hasTopLevelAwait, moduleSyntaxUses } from './module-syntax.ts';
import { positionAt } from './module-problem.ts';
import { stripTypes, syntaxProblem } from './strip-types.ts';
import { TextEdits } from './text-edits.ts';

/**
 * @param source The file as written: TypeScript when `path` ends in `.ts` or `.mts`, else JavaScript.
 * @throws {ModuleProblem} `syntax`, with the place in the file.
 *
 * @example
 * const compiled = compileModule('export const answer: number = 42', 'answer.ts');
 */
export const compileModule = (source: string, path: string): CompiledModule => {
  const text = /\.m?ts$/.test(path) ? stripTypes(source, path) : source;
  return rewrite(text, parseModule(text, path), path);
};

const parseModule = (text: string, path: string): Program => {
  try {
    return parse(text, { ecmaVersion: 'latest', sourceType: 'module', allowHashBang: true });
  } catch (error) {
    throw syntaxProblem(error, text, path);
  }
};

type MutableImport = { -readonly [Key in keyof ImportRequest]: ImportRequest[Key] } & {
  names: { name: string; line: number; column: number }[];
};

const nameOf = (node: Identifier | Literal): string => (node.type === 'Identifier' ? node.name : String(node.value));

const rewrite = (text: string, program: Program, path: string): CompiledModule => {
  const prefix = text.includes('$_') ? `$${'_'.repeat(longestRun(text) + 1)}` : '$_';
  const namespaceOf = (index: number) => `${prefix}${index}`;
  const edits = new TextEdits(text);
  const imports: MutableImport[] = [];
  const indexBySpecifier = new Map<string, number>();
  /** Local name → expression that reads the binding, and the names it exports. */
  const bindings = new Map<string, string>();
  const getters = new Map<string, string>();
  const stars: number[] = [];
  followContext(program, edits, prefix);

  const request = (node: Node & { source?: Literal | null; attributes?: ImportDeclaration['attributes'] }): number => {
    const specifier = String(node.source?.value);
    const isJson = (node.attributes ?? []).some(
      (entry) => nameOf(entry.key) === 'type' && entry.value.value === 'json',
    );
    const known = indexBySpecifier.get(specifier);
    if (known !== undefined) return known;
    const at = positionAt(text, node.source?.start ?? node.start);
    indexBySpecifier.set(specifier, imports.length);
    return imports.push({ specifier, names: [], ...at, isJson }) - 1;
  };
  const ask = (index: number, node: Identifier | Literal): string => {
    const name = nameOf(node);
    imports[index]?.names.push({ name, ...positionAt(text, node.start) });
    return `${namespaceOf(index)}[${JSON.stringify(name)}]`;
  };

  for (const node of program.body) if (node.type === 'ImportDeclaration') takeImport(node);
  function takeImport(node: ImportDeclaration): void {
    const index = request(node);
    for (const specifier of node.specifiers) {
      const local = specifier.local.name;
      if (specifier.type === 'ImportNamespaceSpecifier') bindings.set(local, namespaceOf(index));
      else if (specifier.type === 'ImportDefaultSpecifier') {
        imports[index]?.names.push({ name: 'default', ...positionAt(text, specifier.start) });
        bindings.set(local, `${namespaceOf(index)}.default`);
      } else {
        ask(index, specifier.imported);
        const name = nameOf(specifier.imported);
        bindings.set(
          local,
          specifier.imported.type === 'Identifier'
            ? `${namespaceOf(index)}.${name}`
            : `${namespaceOf(index)}[${JSON.stringify(name)}]`,
        );
      }
    }
    edits.blank(node.start, node.end);
  }

  const takeNamedExport = (node: ExportNamedDeclaration): void => {
    if (node.declaration) {
      for (const name of declaredNames(node.declaration)) getters.set(name, name);
      edits.blank(node.start, node.declaration.start);
      return;
    }
    const index = node.source ? request(node as Node & { source: Literal }) : -1;
    for (const specifier of node.specifiers) {
      const local = nameOf(specifier.local);
      getters.set(
        nameOf(specifier.exported),
        node.source ? ask(index, specifier.local) : (bindings.get(local) ?? local),
      );
    }
    edits.blank(node.start, node.end);
  };
  const takeDefaultExport = (node: Extract<ModuleDeclaration, { type: 'ExportDefaultDeclaration' }>): void => {
    const { declaration } = node;
    const isDeclaration = declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration';
    if (isDeclaration && declaration.id) {
      getters.set('default', declaration.id.name);
      edits.blank(node.start, declaration.start);
      return;
    }
    getters.set('default', `${prefix}default`);
    if (declaration.type === 'FunctionDeclaration') {
      // Still a declaration, so that it is hoisted; only its name in stack traces differs.
      const paren = text.indexOf('(', declaration.start);
      edits.blank(node.start, declaration.start);
      edits.insert(paren, ` ${prefix}default`);
      return;
    }
    // The property gives an anonymous function or class the name that the language prescribes: "default".
    edits.replace(node.start, declaration.start, `;${prefix}default=({"default":`);
    edits.insert(declaration.end, '}).default');
  };
  for (const node of program.body) {
    if (node.type === 'ExportNamedDeclaration') takeNamedExport(node);
    else if (node.type === 'ExportDefaultDeclaration') takeDefaultExport(node);
    else if (node.type === 'ExportAllDeclaration') {
      const index = request(node);
      if (node.exported) getters.set(nameOf(node.exported), namespaceOf(index));
      else stars.push(index);
      edits.blank(node.start, node.end);
    }
  }

  for (const reference of findImportReferences(program, new Set(bindings.keys()))) {
    const read = bindings.get(reference.name) ?? reference.name;
    if (reference.use === 'shorthand') edits.insert(reference.end, `:${read}`);
    else if (reference.use === 'value' || !read.includes('.')) edits.replace(reference.start, reference.end, read);
    else {
      // V8 puts a call of a parenthesis at the list of its arguments; the author sees it at the name.
      edits.replace(reference.start, reference.end, `${reference.startsStatement ? ';' : ''}(0,${read})`, 1);
    }
  }
  const uses = moduleSyntaxUses(program);
  for (const { start, end } of uses.metaProperties) edits.replace(start, end, `${prefix}meta`);
  for (const { start } of uses.dynamicImports) edits.replace(start, start + 'import'.length, `${prefix}load`);
  if (text.startsWith('#!')) edits.blank(0, text.indexOf('\n') === -1 ? text.length : text.indexOf('\n'));

  const isAsync = hasTopLevelAwait(program);
  const parameters = ['exports', 'load', 'meta', 'now', 'back']
    .map((name) => prefix + name)
    .concat(imports.map((_, at) => namespaceOf(at)));
  const list = [...getters].map(([name, local]) => `${JSON.stringify(name)}:()=>${local}`).join();
  const head =
    `(${isAsync ? 'async ' : ''}function*(${parameters.join()}){"use strict";` +
    `${getters.get('default') === `${prefix}default` && !hasDefaultFunction(program) ? `let ${prefix}default;` : ''}` +
    `${prefix}exports({${list}});yield;`;
  const { code, anchors } = edits.apply(head.length);
  // A closing brace on a line of its own: the last line may be a comment.
  return { path, code: `${head}${code}\n})`, isAsync, imports, exports: [...getters.keys()], stars, anchors };
};

const hasDefaultFunction = (program: Program): boolean =>
  program.body.some(
    (node) => node.type === 'ExportDefaultDeclaration' && node.declaration.type === 'FunctionDeclaration',
  );

const longestRun = (text: string): number =>
  Math.max(...[...text.matchAll(/\$(_+)/g)].map((run) => run[1]?.length ?? 0));

const declaredNames = (declaration: Statement): string[] => {
  if (declaration.type === 'FunctionDeclaration' || declaration.type === 'ClassDeclaration')
    return [declaration.id.name];
  if (declaration.type !== 'VariableDeclaration') return [];
  return declaration.declarations.flatMap((declarator) => patternNames(declarator.id));
};

const patternNames = (pattern: Pattern): string[] => {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern.name];
    case 'ObjectPattern':
      return pattern.properties.flatMap((property) =>
        patternNames(property.type === 'Property' ? property.value : property.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []));
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'RestElement':
      return patternNames(pattern.argument);
    default:
      return [];
  }
};
