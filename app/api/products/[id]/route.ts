import { adminDoor, noInput } from '@/lib/doors/admin';
import { ok } from '@/lib/doors/answers';
import { changeDoor, deleteDoor } from '@/lib/doors/row';
import { products } from '@/lib/queries/product';
import { productChange, productInput, toProductInput } from '@/lib/schemas/product';

export const GET = adminDoor(noInput, async ({ db, id }) => ok(await products.read(db, id)));

export const PATCH = changeDoor({
  table: 'products',
  read: products.read,
  change: productChange,
  input: productInput,
  toInput: toProductInput,
});

export const DELETE = deleteDoor('products');
