import { spawnSync } from 'node:child_process';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync, transformSync } from 'esbuild';
import { checkReport } from './report';

/** A user's project: a folder outside the repository, with gan-core installed from its tarball. */
export class Consumer {
  constructor(private readonly folder: string) {}

  /** Packs the repository's package into the folder and names the tarball. */
  pack(repository: string): string {
    const output = run('npm', ['pack', '--json', '--pack-destination', this.folder], repository);
    const [{ filename }] = JSON.parse(output) as [{ filename: string }];
    return `./${filename}`;
  }

  install(packages: readonly string[]): void {
    run('npm', ['install', '--prefer-offline', '--no-audit', '--no-fund', ...packages], this.folder);
  }

  /** Runs a program in Node, as an ES module or as what `require` makes of it. */
  runProgram(program: string, format: 'esm' | 'cjs'): void {
    const { code } = transformSync(readFileSync(this.path(`${program}.ts`), 'utf8'), {
      loader: 'ts',
      format,
    });
    const file = `${program}.run.${format === 'esm' ? 'mjs' : 'cjs'}`;
    writeFileSync(this.path(file), code);
    checkReport(this.node(file));
  }

  /** Bundles a program as for a browser and runs the bundle, which has everything in it, in Node with a browser's face. */
  runBundle(program: string): void {
    const outfile = this.path(`${program}.bundle.mjs`);
    buildSync({
      entryPoints: [this.path(`${program}.ts`)],
      absWorkingDir: this.folder,
      outfile,
      bundle: true,
      platform: 'browser',
      format: 'esm',
      banner: { js: 'globalThis.window = globalThis; globalThis.document = {};' },
      define: { process: 'undefined' },
      logLevel: 'silent',
    });
    checkReport(this.node(outfile));
  }

  /** Loads one room in a fresh process; it must come without layers and backends, the divergences without any tfjs. */
  loadRoomAlone(room: string, how: 'import' | 'require'): void {
    const { names, packages } = JSON.parse(this.node('room-alone.mjs', how, room)) as Record<
      string,
      string[]
    >;
    const allowed = room === 'gan-core/divergences' ? [] : ['tfjs-core'];
    const loaded = packages?.filter((name) => !allowed.includes(name));
    if (loaded?.length) throw new Error(`${how} ${room} loads ${loaded}`);
    if (room === 'gan-core/losses' && packages?.length === 0)
      throw new Error('the check for loaded packages is blind');
    if (!names?.length) throw new Error(`${how} ${room} exports nothing`);
  }

  /** One source serves as ES module, as CommonJS and for bundlers: its extension decides. */
  prepareTypes(): void {
    for (const extension of ['mts', 'cts'])
      copyFileSync(this.path('types/rooms.ts'), this.path(`types/rooms.${extension}`));
  }

  compile(compiler: string, resolution: string): void {
    this.node(`node_modules/${compiler}/bin/tsc`, '-p', `types/tsconfig.${resolution}.json`);
  }

  private path(file: string): string {
    return join(this.folder, file);
  }

  private node(...args: readonly string[]): string {
    return run(process.execPath, args, this.folder);
  }
}

/** A command's stdout; throws with all that it printed where it fails. */
function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr, error } = spawnSync(command, args, {
    cwd,
    encoding: 'utf8',
    timeout: 240_000,
  });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}${error ?? ''}`);
  return stdout;
}
