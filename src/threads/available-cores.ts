/** Cores that this process or page may use, as the environment tells; two where it doesn't. */
export function availableCores(): number {
  const { navigator, process } = globalThis as {
    navigator?: { readonly hardwareConcurrency?: number };
    process?: { getBuiltinModule?(name: string): { availableParallelism(): number } | undefined };
  };
  // Node 20 has no navigator.
  return (
    process?.getBuiltinModule?.('node:os')?.availableParallelism() ?? navigator?.hardwareConcurrency ?? 2
  );
}
