import type { Routes } from '../http/route.ts';
import type { ProductChanged, ProductCopies } from './product-copies.ts';

export const productCopyRoutes = (copies: ProductCopies): Routes => ({
  // For the catalogue, safe to repeat.
  'POST /internal/product-changes': ({ body }) => {
    copies.apply(body.changes as ProductChanged[]);
    return { status: 200, body: {} };
  },
});
