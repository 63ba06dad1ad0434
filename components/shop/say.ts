type Values = Record<string, string | number>;

/** Where the brace that opens at a place is closed. */
function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    if (text[at] === '{') depth += 1;
    else if (text[at] === '}') depth -= 1;
    if (depth === 0) return at;
  }
  return text.length;
}

/** The branch of a plural that is for a number, as in `=0 {none} one {# piece} other {# pieces}`. */
function branch(locale: string, branches: string, count: number): string {
  const found = new Map<string, string>();
  for (let at = branches.indexOf('{'), from = 0; at >= 0; at = branches.indexOf('{', from)) {
    const end = closing(branches, at);
    found.set(branches.slice(from, at).trim(), branches.slice(at + 1, end));
    from = end + 1;
  }
  const word = new Intl.PluralRules(locale).select(count);
  return found.get(`=${count}`) ?? found.get(word) ?? found.get('other') ?? '';
}

/**
 * Fills a message of ours in the browser: `{name}`, and plurals. It is the part of ICU that the shop's words use, in a
 * fiftieth of the size; a test compares it with the whole.
 */
export function say(locale: string, message: string, values: Values = {}, count?: number): string {
  let said = '';
  let from = 0;
  const number = (value: number) => new Intl.NumberFormat(locale).format(value);
  const plain = (text: string) => (count === undefined ? text : text.replaceAll('#', number(count)));
  for (let at = message.indexOf('{'); at >= 0; at = message.indexOf('{', from)) {
    const end = closing(message, at);
    const [name = '', kind, ...rest] = message.slice(at + 1, end).split(',');
    const value = values[name.trim()] ?? '';
    said += plain(message.slice(from, at));
    said +=
      kind?.trim() === 'plural'
        ? say(locale, branch(locale, rest.join(','), Number(value)), values, Number(value))
        : String(value);
    from = end + 1;
  }
  return said + plain(message.slice(from));
}
