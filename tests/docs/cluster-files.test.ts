import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { root } from './program';

const page = readFileSync(`${root}/docs/guides/past-one-machine.md`, 'utf8');

/** The one block of a language that has these words. */
function blockWith(language: string, words: string): string {
  const blocks = [...page.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map(
    ([, block]) => block!,
  );
  const [block, ...more] = blocks.filter((each) => each.includes(words));
  if (block === undefined || more.length > 0) throw new Error(`Not one block of ${language} has ${words}.`);
  return block;
}

const sweep = blockWith('ts', '// sweep.js\n');
const loop = blockWith('sh', 'for i in');
const slurm = blockWith('sh', '#SBATCH');
const job = parse(blockWith('yaml', 'kind: Job')) as KubernetesJob;
const workflow = parse(blockWith('yaml', 'upload-artifact')) as Workflow;

interface KubernetesJob {
  readonly apiVersion: string;
  readonly spec: {
    readonly completionMode: string;
    readonly completions: number;
    readonly template: {
      readonly spec: {
        readonly restartPolicy: string;
        readonly containers: readonly {
          readonly command: readonly string[];
          readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string }[];
        }[];
        readonly volumes: readonly { readonly name: string }[];
      };
    };
  };
}
interface Workflow {
  readonly jobs: {
    readonly sweep: {
      readonly strategy: { readonly matrix: { readonly shard: readonly number[] } };
      readonly steps: readonly { readonly run?: string; readonly with?: { readonly path: string } }[];
    };
  };
}

/** A reader's folder: the program, the packages, no settings of ours. */
const folder = mkdtempSync(join(tmpdir(), 'gan-core-cluster-'));
for (const name of ['@tensorflow', 'tsx']) link(`${root}/node_modules/${name}`, name);
link(root, 'gan-core');
writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
writeFileSync(join(folder, 'sweep-main.ts'), "import { sweep } from './sweep.js';\nawait sweep();\n");
beforeEach(() => {
  writeFileSync(join(folder, 'sweep.ts'), sweep);
  rmSync(join(folder, 'results'), { recursive: true, force: true });
});
afterAll(() => rmSync(folder, { recursive: true }));

function link(target: string, name: string): void {
  mkdirSync(join(folder, 'node_modules'), { recursive: true });
  symlinkSync(target, join(folder, 'node_modules', name), 'junction');
}

/** What the schedulers set, in place of what this process has. */
const environment = (more: Readonly<Record<string, string>>) => ({
  PATH: process.env.PATH,
  HOME: folder,
  ...more,
});

function runHere(
  command: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): void {
  const { status, stderr } = spawnSync(command, args, {
    cwd: folder,
    env: environment(more),
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${command} ended with ${status}: ${stderr}`);
}

/** The jobs whose results are there. */
const done = () =>
  readdirSync(join(folder, 'results'))
    .filter((name) => existsSync(join(folder, 'results', name, 'result.json')))
    .sort();

// The second of eight shards has the second of six jobs, of four the second and the sixth.
const second = ['rate-0.004-seed-1'];
const secondOfFour = ['rate-0.004-seed-1', 'rate-0.004-seed-3'];

describe('the files of docs/guides/past-one-machine.md', { timeout: 120_000 }, () => {
  it("Slurm's script is one, and a task of its array runs its shard", () => {
    writeFileSync(join(folder, 'sweep.sbatch'), slurm);
    runHere('bash', ['-n', 'sweep.sbatch']);
    const options = slurm.split('\n').filter((line) => line.startsWith('#SBATCH'));
    expect(options.every((line) => /^#SBATCH --[a-z-]+(=\S+)?$/.test(line))).toBe(true);
    const tasks = /--array=1-(\d+)/.exec(slurm)![1]!;
    runHere('sh', ['sweep.sbatch'], { SLURM_ARRAY_TASK_ID: '2', SLURM_ARRAY_TASK_COUNT: tasks });
    expect(done()).toEqual(second);
  });

  it("Slurm's signal stops it with a checkpoint, and the next start goes on there", async () => {
    writeFileSync(join(folder, 'sweep.sbatch'), slurm);
    const longer = sweep.replace('const steps = 60;', 'const steps = 1e6;');
    expect(longer).not.toBe(sweep);
    writeFileSync(join(folder, 'sweep.ts'), longer);
    const env = environment({ SLURM_ARRAY_TASK_ID: '2', SLURM_ARRAY_TASK_COUNT: '8' });
    const task = spawn('sh', ['sweep.sbatch'], { cwd: folder, env });
    const checkpoints = join(folder, 'results', second[0]!, 'checkpoints');
    const kept = () =>
      existsSync(checkpoints) ? readdirSync(checkpoints).filter((name) => /\d/.test(name)) : [];
    while (kept().length === 0) {
      if (task.exitCode !== null) throw new Error(`It ended with ${task.exitCode}.`);
      await new Promise((later) => setTimeout(later, 50));
    }
    task.kill('SIGTERM');
    const [code] = await once(task, 'exit');
    expect(code).toBe(143);
    expect(done()).toEqual([]);
    const last = Math.max(...kept().map((name) => Number(/\d+/.exec(name)![0])));
    // One that began anew would be refused: its store holds another run's checkpoints.
    writeFileSync(join(folder, 'sweep.ts'), sweep.replace('const steps = 60;', `const steps = ${last + 1};`));
    runHere('sh', ['sweep.sbatch'], { SLURM_ARRAY_TASK_ID: '2', SLURM_ARRAY_TASK_COUNT: '8' });
    expect(done()).toEqual(second);
  });

  it("Kubernetes' job fits together, and the command of an index runs its shard", () => {
    const { spec } = job;
    const { containers, volumes } = spec.template.spec;
    const [{ command, volumeMounts }] = containers as [(typeof containers)[number]];
    expect(job.apiVersion).toBe('batch/v1');
    expect(spec.completionMode).toBe('Indexed');
    expect(['Never', 'OnFailure']).toContain(spec.template.spec.restartPolicy); // a Job may have no other
    expect(volumeMounts.map(({ name }) => name)).toEqual(volumes.map(({ name }) => name));
    const [program, ...args] = command as [string, ...string[]];
    const line = args.at(-1)!;
    expect(line).toContain(`/${spec.completions} OUT=${volumeMounts[0]!.mountPath} `);
    const here = line.replace('OUT=/results', `OUT=${folder}/results`);
    runHere(program, [...args.slice(0, -1), here], { JOB_COMPLETION_INDEX: '1' });
    expect(done()).toEqual(second);
  });

  it('a shard of the CI matrix runs, and keeps what it found', () => {
    const { strategy, steps } = workflow.jobs.sweep;
    const { length } = strategy.matrix.shard;
    expect(strategy.matrix.shard).toEqual(Array.from({ length }, (_, index) => index + 1));
    const run = steps.find((step) => step.run)!.run!;
    expect(run).toContain(`\${{ matrix.shard }}/${length} OUT=${steps.at(-1)!.with!.path} `);
    const [install, ours] = run.split(' && ') as [string, string];
    expect(install).toBe('npm ci');
    runHere('bash', ['-e', '-c', ours.replace(/\$\{\{ matrix\.shard \}\}/, '2')]);
    expect(done()).toEqual(secondOfFour);
  });

  it('the loop over the cores does all jobs', () => {
    runHere('sh', ['-c', loop]);
    expect(done()).toHaveLength(6);
  });
});
