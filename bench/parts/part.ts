import type { Rounds } from '../interleave';
import type { LoadedJax } from '../jax-js/jax-js';
import type { PyTorch } from '../pytorch';

/** What a part of the bench is given. */
export interface PartOptions {
  readonly rounds: Rounds;
  /** Where they are installed. */
  readonly pytorch: PyTorch | undefined;
  readonly jaxJs: LoadedJax | undefined;
  /** The backends that are asked for; undefined for all. */
  readonly backends: readonly string[] | undefined;
  /** Whether to write what is drawn. */
  readonly write: boolean;
}

/** Times something, prints it as it goes, and gives its section of docs/performance.md. */
export type Part = (options: PartOptions) => Promise<string>;
