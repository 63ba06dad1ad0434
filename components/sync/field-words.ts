const isTree = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What stands at a path of the messages; nothing where the path leads nowhere. */
function at(messages: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (tree, key) => (isTree(tree) && Object.hasOwn(tree, key) ? tree[key] : undefined),
    messages,
  );
}

/** The label of a field on the form of a kind, which keeps them under its own name; else the field's own name. */
export function fieldWord(messages: unknown, kind: string, field: string): string {
  const part = /^tickets\.[^.]+\.(?<name>.+)$/u.exec(field)?.groups?.name;
  // A field of one of an event's ticket types.
  if (part !== undefined)
    return `${fieldWord(messages, kind, 'tickets')} · ${fieldWord(messages, 'ticket', part)}`;
  const word = at(messages, [kind, 'field', field]);
  return typeof word === 'string' ? word : field;
}
