// Written by `npm run build:kernels` from the AssemblyScript in ./assembly, which describes each kernel.

/** The compiled kernels. Addresses are bytes in an estimate's memory. */
export interface EstimatorKernels {
  poolBytes(count: number): number;
  setPool(address: number, count: number, mayBlock: boolean, spinsBeforeSleep: number): void;
  tallyOf(asThread: number): number;
  exponentials(x: number, pairs: number): void;
  leave(): void;
  beginNearPairs(
    rows: number,
    rowSquares: number,
    rowLimits: number,
    rowCount: number,
    columns: number,
    columnSquares: number,
    columnLimits: number,
    groups: number,
    found: number,
    dimensionPairs: number,
    rowsPerChunk: number,
  ): void;
  goOnWithNearPairs(most: number): boolean;
  beginPairNumbers(
    rows: number,
    rowCount: number,
    columns: number,
    groups: number,
    result: number,
    dimension: number,
    isProduct: boolean,
    rowsPerChunk: number,
  ): void;
  goOnWithPairNumbers(most: number): boolean;
  addRelabeled(
    sums: number,
    subsets: number,
    codes: number,
    codesOfOne: number,
    rowCodes: number,
    rowCode: number,
    columnCode: number,
    memberships: number,
    count: number,
  ): void;
  sumSubsets(block: number, stride: number, fours: number, subsets: number): void;
  serve(number: number): void;
  beginSoftMinima(
    rows: number,
    columns: number,
    potentials: number,
    result: number,
    workspace: number,
    dimension: number,
    groups: number,
    order: number,
    epsilon: number,
    count: number,
    rowsPerChunk: number,
  ): void;
  goOnWithSoftMinima(most: number): boolean;
  softMinimumWorkspace(): number;
}
