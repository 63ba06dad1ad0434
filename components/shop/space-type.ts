import { getTranslations } from 'next-intl/server';
import known from '@/messages/en.json';

const types = known.space.types;

/** What a type of space is called; one of somebody's own is called as it is. */
export async function spaceTypeOf() {
  const t = await getTranslations('space.types');
  const isKnown = (type: string): type is keyof typeof types => Object.hasOwn(types, type);
  return (type: string) => (isKnown(type) ? t(type) : type);
}
