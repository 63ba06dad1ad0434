import type { z } from 'zod';
import * as field from './fields';
import { priceData } from './price-making';

const dimensions = field.record({
  height: field.text(20),
  length: field.text(20),
  weight: field.text(20),
  width: field.text(20),
});
const features = field.list(field.record({ name: field.text(80) }), 15);

const common = {
  ...field.expand,
  active: field.flag.optional(),
  images: field.list(field.webAddress, 8).optional(),
  marketing_features: features.optional(),
  package_dimensions: dimensions.optional(),
  shippable: field.flag.optional(),
  tax_details: field.notEmulated.optional(),
};

export const creation = field.record({
  ...common,
  name: field.text(5000),
  default_price_data: field.record(priceData).optional(),
  description: field.text(40_000).optional(),
  id: field.text(255).optional(),
  metadata: field.metadata.optional(),
  statement_descriptor: field.descriptor.optional(),
  tax_code: field.text(255).optional(),
  type: field.oneOf(['service', 'good']).optional(),
  unit_label: field.text(12).optional(),
  url: field.webAddress.optional(),
});

export const change = field.record({
  ...common,
  name: field.text(5000).optional(),
  default_price: field.unsettable(255).optional(),
  description: field.unsettable(40_000).optional(),
  images: field.clearable(field.list(field.webAddress, 8)).optional(),
  marketing_features: field.clearable(features).optional(),
  metadata: field.clearableMetadata.optional(),
  package_dimensions: field.clearable(dimensions).optional(),
  statement_descriptor: field.clearable(field.descriptor).optional(),
  tax_code: field.unsettable(255).optional(),
  unit_label: field.unsettable(12).optional(),
  url: field.clearable(field.webAddress).optional(),
});

export type Creation = z.output<typeof creation>;
export type Change = z.output<typeof change>;

export const filters = field.record({
  ...field.paging,
  active: field.flag.optional(),
  created: field.range.optional(),
  ids: field.list(field.text(5000)).optional(),
  shippable: field.flag.optional(),
  type: field.oneOf(['service', 'good']).optional(),
  url: field.text(5000).optional(),
});
export type Filters = z.output<typeof filters>;
