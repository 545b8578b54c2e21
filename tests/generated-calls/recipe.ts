/** A public function, or a method of what one gives, with arguments that are right. */
export interface Recipe {
  /** As a user would write it: `gaussianRing`, `gaussianRing().sample`. */
  readonly name: string;
  /** Calls it; what it makes on the way it frees itself. */
  readonly call: (...given: never[]) => unknown;
  /** Makes right arguments, by their names and in their order. Tensors among them are freed after the call. */
  readonly given: () => Readonly<Record<string, unknown>>;
  /** Other names that an error may put forward: `trainer`, where a method is called at a wrong time. */
  readonly otherNames?: readonly string[];
  /** Where a call takes long, only one change of so many is tried: another one for each argument. Default 1. */
  readonly oneOf?: number;
}

export function recipe(
  name: string,
  call: Recipe['call'],
  given: Recipe['given'],
  otherNames: readonly string[] = [],
  oneOf = 1,
): Recipe {
  return { name, call, given, otherNames, oneOf };
}
