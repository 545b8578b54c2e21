/**
 * Imports the package idb, which only those need who keep checkpoints in a page. As in `src/backends/optional-packages.ts` the
 * import stands in a `try`, and the build makes a second file of this one for Parcel.
 *
 * @param explain - turns the import's failure into the error of who asked
 */
export async function importIdb(explain: (cause: unknown) => Error) {
  try {
    return await import('idb');
  } catch (cause) {
    throw explain(cause);
  }
}
