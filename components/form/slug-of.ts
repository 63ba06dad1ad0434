/** The address that the database makes of a title when none is given. */
export function slugOf(title: string): string {
  const slug = title
    .toLowerCase()
    .replaceAll('œ', 'oe')
    .replaceAll('æ', 'ae')
    .replaceAll('ß', 'ss')
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .slice(0, 100);
  return slug.replace(/^-+|-+$/gu, '');
}
