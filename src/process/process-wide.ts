/**
 * A value that all copies of gan-core in this process share (as an ES module and as CommonJS, say): they have one tfjs, so what
 * is changed there must be counted once, not once a copy. It hangs at the global object, as tfjs's own engine does.
 *
 * Other versions of gan-core read it too: don't change the meaning of what a name stands for, take another name.
 *
 * @param name - what it is
 * @param make - makes it, for the first copy that asks
 */
export function processWide<T extends object>(name: string, make: () => T): T {
  const key = Symbol.for(`gan-core.${name}`);
  const holder = globalThis as unknown as Record<symbol, T | undefined>;
  const known = holder[key];
  if (known) return known;
  const value = make();
  Object.defineProperty(holder, key, { value });
  return value;
}
