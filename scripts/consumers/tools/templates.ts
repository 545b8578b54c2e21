import { readFileSync, writeFileSync } from 'node:fs';
import type { PackageManager, Project } from '../project';
import { freePort, serveFolder } from '../serve-folder';
import { useTemplatePage } from '../template-page';
import type { Check, Tool } from '../tool';

/** Projects that `npm create gan-core` makes. That of Next.js is in next.ts. */
export const templates: readonly Tool[] = [
  template('node', '`npm start` on the ring, again to go on, and on a .csv', async (project) => {
    const interval = /^Jensen–Shannon divergence: \S+ nats, 95 % interval \S+ to \S+$/m;
    expectPrinted(await project.runScript('start', '--steps', '40'), /^ring: begins$/m, interval);
    expectPrinted(
      await project.runScript('start', '--steps', '60'),
      /^ring: goes on from step 40$/m,
      interval,
    );
    expectFiles(project, 'out/ring');
    writeFileSync(project.path('spiral.csv'), spiral());
    expectPrinted(await project.runScript('start', 'spiral.csv', '--steps', '20'), interval);
    expectFiles(project, 'out/spiral', 'width,height');
    const refused = await project.runScript('start', 'spiral.csv', '--stepz', '5').catch(String);
    expectPrinted(refused, /^Unknown option '--stepz'\.$/m, /^Usage: npm start/m);
    if (/^\s+at /m.test(refused)) throw new Error(`expected no stack trace:\n${refused}`);
  }),
  template(
    'vite',
    '`npm run dev`, then `npm run build`, the page in Chromium, isolated and not',
    async (project) => {
      await servedByVite(project, 'dev', /ready in/);
      await project.runScript('build');
      await serveFolder(project.path('dist'), (url) => useTemplatePage(url, false), {});
    },
  ),
  template(
    'worker',
    '`npm run build`, `npm run preview`, the page in Chromium, isolated',
    async (project) => {
      await project.runScript('build');
      await servedByVite(project, 'preview', /Local:/);
    },
  ),
  // What a template imports without naming it in package.json isn't there in pnpm's node_modules. The worker's names what vite's does.
  byPnpm('node', '`pnpm start` on the ring', async (project) => {
    expectPrinted(await project.runScript('start', '--', '--steps', '20'), /^ring: begins$/m);
    expectFiles(project, 'out/ring');
  }),
  byPnpm('vite', '`pnpm build`, the page in Chromium', async (project) => {
    await project.runScript('build');
    await serveFolder(project.path('dist'), (url) => useTemplatePage(url, false), {});
  }),
  // Its build takes longer than all of the others.
  byPnpm('next', undefined, async () => {}),
];

function byPnpm(name: string, what: string | undefined, run: (project: Project) => Promise<void>): Tool {
  return { ...template(name, what, run, 'pnpm'), name: `template-${name}-pnpm`, manager: 'pnpm' };
}

function template(
  name: string,
  what: string | undefined,
  run: (project: Project) => Promise<void>,
  manager: PackageManager = 'npm',
): Tool {
  const typecheck = manager === 'npm' ? '`npm run typecheck`' : '`pnpm install`, `pnpm typecheck`';
  const check: Check = {
    tool: 'create-gan-core',
    what: `\`--template ${name}\`: ${[typecheck, ...(what ? [what] : [])].join(', ')}`,
    version: () => {
      const manifest = readFileSync('packages/create-gan-core/package.json', 'utf8');
      return (JSON.parse(manifest) as { version: string }).version;
    },
    async run(project) {
      await project.runScript('typecheck');
      await run(project);
      return { reports: [] };
    },
  };
  return { name: `template-${name}`, template: name, packages: [], checks: [check] };
}

async function servedByVite(project: Project, command: 'dev' | 'preview', ready: RegExp): Promise<void> {
  const port = await freePort();
  const where = ['--host', '127.0.0.1', '--port', String(port), '--strictPort'];
  await project.serve('vite', [command, ...where], ready, () =>
    useTemplatePage(`http://127.0.0.1:${port}/`, true),
  );
}

function expectPrinted(printed: string, ...patterns: readonly RegExp[]): void {
  for (const pattern of patterns)
    if (!pattern.test(printed)) throw new Error(`expected ${pattern} in:\n${printed}`);
}

function expectFiles(project: Project, out: string, header?: string): void {
  const picture = readFileSync(project.path(`${out}/points.svg`), 'utf8');
  const dots = picture.split('<circle').length - 1;
  if (dots < 2000) throw new Error(`${out}/points.svg has ${dots} points`);
  const lines = readFileSync(project.path(`${out}/generated.csv`), 'utf8')
    .trim()
    .split('\n');
  if (header !== undefined && lines.shift() !== header)
    throw new Error(`${out}/generated.csv: expected ${header} above`);
  const areNumbers = lines.every((line) => /^-?[\d.e-]+,-?[\d.e-]+$/.test(line));
  if (lines.length !== 2000 || !areNumbers) throw new Error(`${out}/generated.csv: ${lines.slice(0, 3)}`);
}

/** Six hundred points, under a header, in units that are far from a network's. */
function spiral(): string {
  const points = Array.from({ length: 600 }, (_, i) => {
    const [angle, radius] = [i / 60, 20 + i / 4];
    return `${500 + radius * Math.cos(angle)},${radius * Math.sin(angle) - 3}`;
  });
  return ['width,height', ...points].join('\n');
}
