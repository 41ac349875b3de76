/** What a table by id says of an id; nothing of what every object has besides, as an id may be called `constructor`. */
export function entry<Value>(table: Record<string, Value>, id: string): Value | undefined {
  return Object.hasOwn(table, id) ? table[id] : undefined;
}
