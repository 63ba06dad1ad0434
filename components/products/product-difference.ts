import {
  differencesOf,
  mergeFields,
  type Choices,
  type Difference,
  type Versions,
} from '@/components/form/difference';
import { normalAmount } from '@/lib/money';
import type { ProductInput } from '@/lib/schemas/product';

export type ProductField = keyof ProductInput;

/** In the order of the form. */
const fields = [
  'name',
  'slug',
  'description',
  'price',
  'currency',
  'stock',
  'image_url',
  'is_active',
] as const satisfies readonly ProductField[];

/** "25" and "25.00" are the same amount, whoever wrote it. */
function valueOf(input: ProductInput, field: ProductField) {
  return field === 'price' ? normalAmount(input.price, input.currency) : input[field];
}

/** The fields in which two versions of a product differ. */
export function productDifferences(versions: Versions<ProductInput>): Difference<ProductField>[] {
  return differencesOf(
    fields,
    versions,
    (field, one, other) => valueOf(one, field) === valueOf(other, field),
  );
}

/** The version that the choices make out of the two. */
export function mergeProducts(mine: ProductInput, theirs: ProductInput, choices: Choices): ProductInput {
  return mergeFields(fields, mine, theirs, choices);
}
