/** Who answers what, by the first part of the path. What is not named here is still answered by the core of the old shop. */

export interface Owner {
  readonly name: string;
  readonly url: string;
  /** How long it is waited for. A checkout asks several services and a bank; reading is quick, or says that it is not. */
  readonly limitMs: { readonly reading: number; readonly writing: number };
  /** Whether it has to be told who is calling; `core` knows the tokens itself. */
  readonly needsCaller: boolean;
}

export function createOwners(coreUrl: string, productsUrl: string): (path: string) => Owner {
  const core = { name: 'core', url: coreUrl, limitMs: { reading: 30_000, writing: 30_000 }, needsCaller: false };
  const products = {
    name: 'products',
    url: productsUrl,
    limitMs: { reading: 30_000, writing: 30_000 },
    needsCaller: true,
  };
  return (path) => (path.split('/')[1] === 'products' ? products : core);
}
