import type { PackageManager, Project } from './project';
import type { ProgramReport } from './report';

/** A bundler or a runtime: what of it is installed into a project, and what must work there. */
export interface Tool {
  /** As `--only` takes it; also the folder of its files in tests/consumers. */
  readonly name: string;
  /** Where its files are, if not under its name. */
  readonly files?: string;
  /** The template that `npm create gan-core` makes its project from; otherwise README's line makes it. */
  readonly template?: string;
  /** What makes and installs that project. Default `'npm'`. */
  readonly manager?: PackageManager;
  /** npm packages, with their versions. */
  readonly packages: readonly string[];
  readonly checks: readonly Check[];
}

/** A row of the table. */
export interface Check {
  /** The tool, as its makers write it. */
  readonly tool: string;
  /** What is run, in a few words. */
  readonly what: string;
  /** The version that runs. */
  version(project: Project): string | Promise<string>;
  /** Runs it; a failure throws. */
  run(project: Project): Promise<Outcome>;
}

export interface Outcome {
  readonly reports: readonly ProgramReport[];
  /** What a user must know of how it went. */
  readonly note?: string;
}
