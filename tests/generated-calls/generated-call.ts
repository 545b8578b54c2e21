import { createRandom } from 'gan-core/distributions';
import { type NastyValue, ownError } from './nasty-values';
import type { Recipe } from './recipe';

/** Right arguments with something changed. */
export interface GeneratedCall {
  /** What was changed, for the report of a fault. */
  readonly change: string;
  /** Names of which an error must name one. Empty where nothing has a name. */
  readonly names: readonly string[];
  /** Whether the call must succeed all the same. */
  readonly stillRight?: boolean;
  /** The arguments, from right ones. */
  readonly argumentsFrom: (given: Readonly<Record<string, unknown>>) => unknown[];
}

type Path = readonly [argument: string, ...keys: string[]];

/** Every single change to every argument and option, and some pairs of changes. */
export function generatedCalls(
  { given, oneOf = 1 }: Recipe,
  values: readonly NastyValue[],
  pairs: number,
): GeneratedCall[] {
  const right = given();
  const paths = pathsOf(right);
  const calls: GeneratedCall[] = [
    ...paths.flatMap((path) => values.map((value) => replaced(right, [[path, value]]))),
    ...paths.flatMap((path) => changesOfObject(path, right)),
    ...Object.keys(right).map((_, count) => truncated(right, count)),
    ...values.map(oneMore),
  ];
  const random = createRandom(paths.length);
  const any = <T>(list: readonly T[]) => list[random.integer(list.length)] as T;
  for (let pair = 0; pair < pairs && paths.length > 1; pair++) {
    const [one, other] = [any(paths), any(paths)];
    if (!isWithin(one, other) && !isWithin(other, one))
      calls.push(
        replaced(right, [
          [one, any(values)],
          [other, any(values)],
        ]),
      );
  }
  return calls.filter(() => random.integer(oneOf) === 0);
}

/** Whether the second is the first, or a part of it. */
const isWithin = (outer: Path, inner: Path) => outer.every((key, index) => inner[index] === key);
const nameOf = (path: Path) => path.join('.');
const isName = (key: string) => !/^\d+$/.test(key);

/** The argument's name, the option's on the way to it, and those of what it should hold: one of these is missing then. */
function namesOf(path: Path, right: Readonly<Record<string, unknown>>): string[] {
  const within = (value: unknown): string[] =>
    isPlain(value) ? Object.entries(value).flatMap(([key, each]) => [key, ...within(each)]) : [];
  return [...path.filter(isName), ...within(at(right, path))];
}

function replaced(
  right: Readonly<Record<string, unknown>>,
  changes: readonly (readonly [Path, NastyValue])[],
): GeneratedCall {
  return {
    change: changes.map(([path, value]) => `${nameOf(path)} := ${value.name}`).join(', '),
    names: changes.flatMap(([path]) => namesOf(path, right)),
    argumentsFrom: (given) =>
      Object.values(changes.reduce((now, [path, value]) => replace(now, path, () => value.make()), given)),
  };
}

/** The first few arguments alone. */
function truncated(right: Readonly<Record<string, unknown>>, count: number): GeneratedCall {
  return {
    change: `${count} arguments`,
    names: Object.keys(right)
      .slice(count)
      .flatMap((name) => namesOf([name], right)),
    argumentsFrom: (given) => Object.values(given).slice(0, count),
  };
}

function oneMore(value: NastyValue): GeneratedCall {
  return {
    change: `and ${value.name}`,
    names: [],
    argumentsFrom: (given) => [...Object.values(given), value.make()],
  };
}

/** An object of options in other forms, some of which are as good. */
function changesOfObject(path: Path, given: Readonly<Record<string, unknown>>): GeneratedCall[] {
  const value = at(given, path);
  if (!isPlain(value)) return [];
  const change = (what: string, form: (original: object) => unknown, also: object = {}): GeneratedCall => ({
    change: `${nameOf(path)} ${what}`,
    names: path.filter(isName),
    argumentsFrom: (given) => Object.values(replace(given, path, (original) => form(original as object))),
    ...also,
  });
  const right = { stillRight: true };
  return [
    change('frozen', (original) => Object.freeze({ ...original }), right),
    change('without a prototype', (original) => Object.assign(Object.create(null), original), right),
    change('as a proxy', (original) => new Proxy(original, {}), right),
    change('with getters', (original) => withGetters(original, (value) => value), right),
    change('with an unknown key', (original) => ({ ...original, ['k'.repeat(5000)]: 1 })),
    change('with a symbol for a key', (original) => ({ ...original, [Symbol('key')]: 1 })),
    ...Object.keys(value).flatMap((key) => [
      change(`with a getter of ${key} that throws`, (original) =>
        withGetters(original, (kept, name) => {
          if (name === key) throw ownError;
          return kept;
        }),
      ),
      // Of a method that is no wonder, which is looked up at every call, and of objects of the user's own among the options.
      ...(path.length > 1 || typeof Reflect.get(value, key) === 'function'
        ? []
        : [
            change(
              `with a getter of ${key} that gives a symbol the second time`,
              (original) => {
                let reads = 0;
                return withGetters(original, (kept, name) =>
                  name === key && reads++ > 0 ? Symbol(key) : kept,
                );
              },
              { names: [...path.filter(isName), key] },
            ),
          ]),
    ]),
  ];
}

function withGetters(original: object, read: (value: unknown, key: string) => unknown): object {
  const made = {};
  for (const [key, value] of Object.entries(original)) {
    Object.defineProperty(made, key, { enumerable: true, get: () => read(value, key) });
  }
  return made;
}

/** The argument's or option's value changed, all around it copied. */
function replace(
  given: Readonly<Record<string, unknown>>,
  path: Path,
  change: (original: unknown) => unknown,
): Readonly<Record<string, unknown>> {
  const within = (value: unknown, keys: readonly string[]): unknown => {
    const [key, ...rest] = keys;
    if (key === undefined) return change(value);
    if (typeof value !== 'object' || value === null) return value; // changed already
    const copy = Array.isArray(value) ? [...value] : { ...value };
    Reflect.set(copy, key, within(Reflect.get(value, key), rest));
    return copy;
  };
  return within(given, path) as Readonly<Record<string, unknown>>;
}

/** All arguments, options, and options within options; of an array the first and the last entry. */
function pathsOf(given: Readonly<Record<string, unknown>>): Path[] {
  const within = (path: Path, value: unknown): Path[] => {
    if (path.length > 3) return [path];
    const keys = Array.isArray(value)
      ? [...new Set(value.length > 0 ? ['0', String(value.length - 1)] : [])]
      : isPlain(value)
        ? Object.keys(value)
        : [];
    return [path, ...keys.flatMap((key) => within([...path, key], Reflect.get(value as object, key)))];
  };
  return Object.entries(given).flatMap(([name, value]) => within([name], value));
}

function at(given: Readonly<Record<string, unknown>>, path: Path): unknown {
  return path.reduce<unknown>((value, key) => Reflect.get(value as object, key), given);
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
}
