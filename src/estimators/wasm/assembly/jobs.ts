/** Kinds of jobs that helpers can be asked for. Each is a class with the parameters as its fields, which serve.ts finds by this. */
export enum Job {
  SoftMinimum,
  NearPairs,
}
