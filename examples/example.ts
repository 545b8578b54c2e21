/** What an example is told when it runs. */
export interface ExampleOptions {
  /** How long it trains; each example says in what it counts. */
  readonly steps: number;
  /** Another seed gives other initial weights, noise and order of the data. */
  readonly seed: number;
  /** How many seeds each setting gets, from `seed` on, where the example repeats itself. */
  readonly seeds: number;
  /** One setting alone, by its name, where the example compares several. */
  readonly only?: string;
  /** The folder for its files; it need not exist. */
  readonly out: string;
  /** In a clone, the folder of the README's pictures: they are written there too. */
  readonly assets?: string;
  /** Aborting it ends the run: `run` then rejects with the signal's reason. */
  readonly signal: AbortSignal;
  /** Is told every file that was written. */
  readonly onSaved: (file: string) => void;
}

/** What each example's module exports. */
export interface Example {
  run(options: ExampleOptions): Promise<void>;
}

/** What can be said of an example before its module, and with it tfjs, is loaded. */
export interface ExampleDescription {
  /** Its command's name, and its module's. */
  readonly name: string;
  /** One line for a list. */
  readonly summary: string;
  /** What it trains and on what data, in a sentence. */
  describe(options: Settings): string;
  /** About how many seconds it takes on two cores, as measured. */
  seconds(options: Settings): number;
  /** The files that it writes, the pictures first. */
  readonly files: readonly string[];
  /** Those of them that it writes with these settings. Default: all. */
  filesOf?(options: Settings): readonly string[];
  /** The npm packages that it imports, beside gan-core and what gan-core itself needs. */
  readonly packages: readonly string[];
  /** Where it can be shortened. */
  readonly steps?: Count;
  readonly seed: Count;
  /** Where it repeats itself over seeds. */
  readonly seeds?: Count;
  /** Where it compares several settings: the option that picks one. */
  readonly choice?: Choice;
}

/** The options that say how much there is to do. */
export type Settings = Pick<ExampleOptions, 'steps' | 'seed' | 'seeds' | 'only'>;

/** A whole number on the command line. */
export interface Count {
  readonly usual: number;
  readonly meaning: string;
  /** The least that makes sense. Default: 1. */
  readonly least?: number;
}

/** One of several names on the command line. */
export interface Choice {
  readonly option: string;
  /** Whether it is typed without the option's name, right after the command. */
  readonly positional?: boolean;
  readonly names: readonly string[];
  readonly meaning: string;
}
