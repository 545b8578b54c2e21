import { execFile } from 'node:child_process';
import { availableParallelism, cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { columns } from './columns';
import { findPackage, type InstalledPackage } from './find-package';

const tfjsPackages = [
  'core',
  'layers',
  'backend-cpu',
  'backend-wasm',
  'backend-webgl',
  'backend-webgpu',
  'node',
  'node-gpu',
];

/** Describes what is installed, and which backends start here: what one would be asked for in a report of an error. */
export async function describeInstallation(own: InstalledPackage, probe: URL): Promise<string> {
  const backends = await probeBackends(probe);
  return `gan-core ${own.manifest.version}, in ${own.folder}
Node ${process.versions.node} on ${process.platform} ${process.arch}
${availableParallelism()} cores${processorName()}

Packages of tfjs
${describePackages(own)}

Backends
${backends}`;
}

function describePackages(own: InstalledPackage): string {
  const found = tfjsPackages.map((name) => {
    const full = `@tensorflow/tfjs-${name}`;
    return [full, findPackage(full, own.folder)?.manifest.version] as const;
  });
  const list = columns(found.map(([name, version]) => [name, version ?? 'not installed']));
  const versions = new Set(found.flatMap(([, version]) => version ?? []));
  if (versions.size < 2) return list;
  const core = found[0]![1];
  const others = found.filter(([, version]) => version !== undefined && version !== core);
  const command = `npm install ${others.map(([name]) => `${name}@${core}`).join(' ')}`;
  return `${list}\n  Warning: tfjs's packages must be of one version. Run: ${command}`;
}

/** Each backend in a process of its own: some print to the console by themselves, and a broken driver may end it. */
async function probeBackends(probe: URL): Promise<string> {
  const names = ['cpu', 'wasm', 'webgl', 'webgpu', 'node', 'node-gpu'];
  return columns(
    await Promise.all(names.map(async (name) => [name, await probeBackend(probe, name)] as const)),
  );
}

function probeBackend(probe: URL, name: string): Promise<string> {
  return new Promise((done) => {
    execFile(process.execPath, [fileURLToPath(probe), name], { timeout: 60_000 }, (error, stdout) => {
      const answer = /^answer: (.*)$/m.exec(stdout)?.[1];
      done(
        answer ?? `doesn't start: its process ended (${error?.signal ?? error?.code ?? 'without an answer'})`,
      );
    });
  });
}

function processorName(): string {
  const model = cpus()[0]?.model.trim();
  return model ? `: ${model}` : '';
}
