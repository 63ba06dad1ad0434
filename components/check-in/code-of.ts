/** A code as it stands on the ticket: people leave out the dashes, and scanners may add spaces. */
export function codeOf(typed: string): string {
  const code = typed.replace(/\s/gu, '').toUpperCase();
  return /^[A-Z0-9]{12}$/u.test(code) ? code.replace(/^(.{4})(.{4})(.{4})$/u, '$1-$2-$3') : code;
}
