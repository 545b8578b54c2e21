// Imports of packages that draw, each of which may be missing. They stand as src/backends/optional-packages.ts says, so that
// bundlers know it; the build makes a second file of this one for Parcel too.

/** Turns an import's failure into the error of the figure that asked: of what went wrong, and the failure itself. */
type Explain = (why: string, cause: unknown) => Error;

/** Imports the encoder of GIFs. */
export async function importGifenc(explain: Explain) {
  try {
    return exportsOf(await import('gifenc'), 'GIFEncoder');
  } catch (cause) {
    throw explain(toInstall('gifenc', cause), cause);
  }
}

/** Imports the package that draws axes and marks. */
export async function importPlot(explain: Explain) {
  try {
    return exportsOf(await import('@observablehq/plot'), 'plot');
  } catch (cause) {
    // Where the build has `require` and this Node has none for ES modules.
    if ((cause as { readonly code?: unknown }).code === 'ERR_REQUIRE_ESM')
      return (await importByName('@observablehq/plot')) as typeof import('@observablehq/plot');
    throw explain(toInstall('@observablehq/plot', cause), cause);
  }
}

/** Imports a document for Node. By a name that bundlers can't read: a page has its own. */
export async function importLinkedom(explain: Explain) {
  try {
    return (await importByName('linkedom')) as typeof import('linkedom');
  } catch (cause) {
    throw explain(toInstall('linkedom', cause), cause);
  }
}

function importByName(name: string): Promise<unknown> {
  return import(/* @vite-ignore */ /* webpackIgnore: true */ /* turbopackIgnore: true */ name);
}

/** CommonJS comes with its exports as the default one; it is told by a name that should be among them. */
function exportsOf<Package extends object>(
  loaded: Package & { readonly default?: unknown },
  name: keyof Package,
): Package {
  return name in loaded ? loaded : (loaded.default as Package);
}

function toInstall(name: string, cause: unknown): string {
  const [reason] = String((cause as Error).message).split('\n');
  return `the package ${name} didn't load: ${reason}. Install it: npm install ${name}`;
}
