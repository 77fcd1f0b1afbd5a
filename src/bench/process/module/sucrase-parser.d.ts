/** The parts of sucrase that type stripping reads; sucrase ships no types for them. */
declare module 'sucrase/dist/index.js' {
  export { transform } from 'sucrase';
}

declare module 'sucrase/dist/parser/index.js' {
  export interface Token {
    readonly start: number;
    readonly end: number;
    readonly isType: boolean;
  }
  export function parse(
    source: string,
    isJsx: boolean,
    isTypeScript: boolean,
    isFlow: boolean,
  ): { readonly tokens: readonly Token[] };
}

declare module 'sucrase/dist/parser/tokenizer/state.js' {
  interface StateClass {
    readonly prototype: { restoreFromSnapshot(this: { error: Error | null }, snapshot: unknown): void };
  }
  const state: StateClass | { readonly default: StateClass };
  export default state;
}
