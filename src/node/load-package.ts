/**
 * Loads an optional package: CommonJS comes with its exports as the default one.
 *
 * @param name - the package
 * @param explain - makes the error of a failure: of what went wrong with how to install it, and the failure itself
 * @returns its exports
 */
export async function loadPackage<Package extends object>(
  name: string,
  explain: (why: string, cause: unknown) => Error,
): Promise<Package> {
  try {
    const loaded = (await importPackage(name)) as Package & { readonly default?: Package };
    return loaded.default ?? loaded;
  } catch (cause) {
    const [reason] = (cause as Error).message.split('\n');
    throw explain(`${reason}. Install it: npm install ${name}`, cause);
  }
}

/** Imports by a variable: the build makes `require` of a literal in CommonJS, which not every Node has for ES modules. */
function importPackage(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ name);
}
