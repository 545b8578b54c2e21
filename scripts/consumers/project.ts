import { copyFileSync, cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { transformSync } from 'esbuild';
import { command, withServer } from './command';

const quietly = ['--prefer-offline', '--no-audit', '--no-fund'];

/** The packages as they will be published. */
export interface Tarballs {
  readonly ganCore: string;
  readonly createGanCore: string;
}

/** What installs a template's project. */
export type PackageManager = 'npm' | 'pnpm';

/** pnpm as it is tried: its node_modules hold nothing that package.json doesn't name. */
export const pnpmVersion = '12.21.0';
const byNpx = ['--yes', '--prefer-offline', `pnpm@${pnpmVersion}`];

/**
 * A user's project: a folder outside of the repository where README's line was run, with gan-core from its tarball, and
 * nothing else of gan-core's or tfjs's.
 */
export class Project {
  private constructor(
    readonly folder: string,
    private readonly manager: PackageManager = 'npm',
  ) {}

  /**
   * Makes the first project, by README's line.
   *
   * @param tarball - what stands in for `gan-core` in it
   */
  static async byReadme(folder: string, tarball: string): Promise<Project> {
    const line = readFileSync('README.md', 'utf8').match(/^npm install (gan-core .*)$/m)?.[1];
    if (!line) throw new Error('README.md has no line that begins with `npm install gan-core`');
    const project = Project.empty(folder);
    await project.run('npm', 'install', ...quietly, ...line.replace('gan-core', tarball).split(' '));
    return project;
  }

  /** Makes a project as `npm create gan-core` does, and installs what it names; of gan-core, the tarball. */
  static async byTemplate(
    folder: string,
    template: string,
    tarballs: Tarballs,
    manager: PackageManager = 'npm',
  ): Promise<Project> {
    const create = ['create-gan-core', basename(folder), '--template', template];
    const project = new Project(folder, manager);
    if (manager === 'pnpm') {
      const dlx = ['dlx', `--package=${tarballs.createGanCore}`, ...create];
      const steps = await command('npx', [...byNpx, ...dlx], { cwd: dirname(folder) });
      if (!steps.includes('  pnpm install')) throw new Error(`expected pnpm's lines:\n${steps}`);
      await project.run('npx', ...byNpx, 'add', '--store-dir', `${folder}-store`, tarballs.ganCore);
      return project;
    }
    await command('npx', ['--yes', '--prefer-offline', '--package', tarballs.createGanCore, ...create], {
      cwd: dirname(folder),
    });
    // Vite's build, where it ran in this process before, leaves NODE_ENV at production.
    await project.run('npm', 'install', ...quietly, '--include=dev', tarballs.ganCore);
    return project;
  }

  /** A project with nothing installed. */
  static empty(folder: string): Project {
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'package.json'), '{ "private": true }');
    const project = new Project(folder);
    project.addProgram();
    return project;
  }

  /** Another one with the same packages, hard links to these, and then some; its files are those of tests/consumers. */
  async copy(folder: string, files: string, packages: readonly string[]): Promise<Project> {
    const project = Project.empty(folder);
    await project.run('cp', '-al', join(this.folder, 'node_modules'), '.');
    for (const file of ['package.json', 'package-lock.json'])
      copyFileSync(this.path(file), project.path(file));
    project.addFiles(files);
    if (packages.length > 0) await project.run('npm', 'install', ...quietly, '--save-exact', ...packages);
    return project;
  }

  /** Copies the program that all tools run into this folder, as an ES module and as CommonJS. */
  addProgram(): void {
    const source = 'tests/consumers/program.js';
    for (const extension of ['js', 'mjs']) copyFileSync(source, this.path(`program.${extension}`));
    const { code } = transformSync(readFileSync(source, 'utf8'), { format: 'cjs' });
    writeFileSync(this.path('program.cjs'), code);
  }

  /** Copies a folder of tests/consumers into this one. */
  addFiles(name: string): void {
    const source = join('tests/consumers', name);
    if (existsSync(source)) cpSync(source, this.folder, { recursive: true });
  }

  /** Runs a program here; gives what it printed. */
  run(program: string, ...args: readonly string[]): Promise<string> {
    return command(program, args, { cwd: this.folder });
  }

  /** Runs a script of package.json, by what installed the project. */
  runScript(script: string, ...args: readonly string[]): Promise<string> {
    return this.manager === 'npm'
      ? this.run('npm', 'run', script, '--', ...args)
      : this.run('npx', ...byNpx, 'run', script, ...args);
  }

  /** Runs a program of an installed package. */
  runInstalled(program: string, ...args: readonly string[]): Promise<string> {
    return this.run(this.path(`node_modules/.bin/${program}`), ...args);
  }

  /** The same where the environment says that it is a CI. */
  runInstalledInCi(program: string, ...args: readonly string[]): Promise<string> {
    return command(this.path(`node_modules/.bin/${program}`), args, { cwd: this.folder, env: { CI: '1' } });
  }

  /** Runs an installed package's server for as long as a piece of work takes. */
  serve<T>(program: string, args: readonly string[], ready: RegExp, work: () => Promise<T>): Promise<T> {
    return withServer(this.path(`node_modules/.bin/${program}`), args, { cwd: this.folder }, ready, work);
  }

  /** The version of a package as it is installed. */
  versionOf(packageName: string): string {
    const manifest = readFileSync(this.path(`node_modules/${packageName}/package.json`), 'utf8');
    return (JSON.parse(manifest) as { version: string }).version;
  }

  path(file: string): string {
    return join(this.folder, file);
  }
}
