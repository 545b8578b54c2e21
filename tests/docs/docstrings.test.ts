import { readdirSync, readFileSync } from 'node:fs';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { root } from './program';
import { publicFunctions } from './public-functions';

/** They check nothing, and run nothing of the user's. */
const neverThrow = [
  'ArgumentError.constructor',
  'BackendError.constructor',
  'CheckpointError.constructor',
  'FeatureMoments.mean',
  'FeatureMoments.save',
  'GanCoreError.constructor',
  'GradientError.constructor',
  'NonFiniteError.constructor',
  'GameTrainer.stop',
  'Trainer.stop',
  'backendNames',
  'backendPrecision',
  'installSecondOrderGradients',
  'isGanCoreError',
  'registerLayers',
  'watchDevice',
];

/** Questions, and what hangs in the air: a docstring starts with a noun or a verb. */
const badStart =
  /^(what|how|where|which|who|whose|that|why|when|of|as|by|for|so|from|more|fewer|larger|up|at|to|with|like|in|only|else|no|not|kept)\b/i;

/** They compute nothing that a paper defines: they run, read, check or convert. */
const withoutSource = [
  'ArgumentError',
  'BackendError',
  'CheckpointError',
  'GanCoreError',
  'GradientError',
  'NonFiniteError',
  'backendNames',
  'backendPrecision',
  'checkBackendSettings',
  'checkpointEvery',
  'checkpointStore',
  'consoleLog',
  'curvesSvg',
  'describeCheckpoint',
  'describeReport',
  'drawOnCanvas',
  'evaluate',
  'exportGenerator',
  'extractFeatures',
  'featuresFrom',
  'fileStore',
  'fromPixels',
  'fromTfjsOptimizer',
  'gifBytes',
  'imageGrid',
  'indexedDbStore',
  'installSecondOrderGradients',
  'isGanCoreError',
  'jsonLines',
  'memoryStore',
  'nanPolicy',
  'normalLatent',
  'pixelFeatures',
  'plotSvg',
  'pngBytes',
  'progressBar',
  'readableTime',
  'registerLayers',
  'reportNumbers',
  'runFolder',
  'sampleSheet',
  'scatterSvg',
  'stopGradient',
  'svgToPng',
  'tensorBoard',
  'tfjsNameOf',
  'toPixels',
  'useBackend',
  'watchDevice',
  'withSecondOrderGradients',
  'withoutGradients',
  'writeExport',
  'writePng',
];

const files = readdirSync(`${root}/src`, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts') && !file.endsWith('kernels-binary.ts'))
  .map((file) => ({ file, text: readFileSync(`${root}/src/${file}`, 'utf8') }));
const functions = publicFunctions();
const docstrings = functions.flatMap(({ page, docstrings }) => docstrings.map((each) => ({ page, ...each })));
const namesOf = (list: readonly { readonly name: string }[]) => [...new Set(list.map(({ name }) => name))];

describe('every public function, class and method', () => {
  it('has a docstring', () => {
    expect(docstrings.length).toBeGreaterThan(150);
    expect(namesOf(docstrings.filter(({ text }) => text === ''))).toEqual([]);
  });

  it('has a @param for each parameter, in their order', () => {
    const unlike = docstrings.filter(({ parameters, documented }) => {
      const names = parameters.map((name, index) => name ?? documented[index]);
      return String(names) !== String(documented);
    });
    expect(unlike.map(({ name, parameters, documented }) => ({ name, parameters, documented }))).toEqual([]);
  });

  it('has @returns, where it gives something', () => {
    const giving = docstrings.filter(
      ({ returns }) => returns !== undefined && !/^(void|Promise<void>)$/.test(returns),
    );
    expect(giving.length).toBeGreaterThan(100);
    expect(namesOf(giving.filter(({ tags }) => !tags.includes('returns')))).toEqual([]);
  });

  it('has @throws, but for those that are known to check nothing', () => {
    const isClass = ({ name, returns }: (typeof docstrings)[number]) =>
      returns === undefined && !name.includes('.');
    const silent = docstrings.filter((each) => !isClass(each) && !each.tags.includes('throws'));
    expect(namesOf(silent).sort()).toEqual([...neverThrow].sort());
  });

  it('has a source, or a link to one that has; but for those that compute nothing that a paper defines', () => {
    const sourced = new Set(namesOf(docstrings.filter(({ text }) => /\bSources?: /.test(text))));
    const lacking = docstrings.filter(({ name, text }) => {
      const links = [...text.matchAll(/\{@link (\w+)/g)].map((link) => link[1]!);
      return !name.includes('.') && !sourced.has(name) && !links.some((link) => sourced.has(link));
    });
    expect(namesOf(lacking).sort()).toEqual([...withoutSource].sort());
  });

  it('says in which unit a divergence or an estimate comes', () => {
    const measured = docstrings.filter(
      ({ page, returns }) =>
        /^src\/(divergences|estimators)\//.test(page) && /^number|Estimate>?$/.test(returns ?? ''),
    );
    expect(measured.length).toBeGreaterThan(60);
    const units = /\bnats\b|\bunits?\b|\bin counts\b|\bin \[0, 1\]|\bfrom 0 to \d/;
    expect(namesOf(measured.filter(({ all }) => !units.test(all)))).toEqual([]);
  });
});

describe('the docstrings of src', () => {
  it('start with a noun or a verb', () => {
    const starts = files.flatMap(({ file, text }) =>
      commentsOf(text)
        .map((comment) => comment.replace(/^\/\*\*[\s*]*/, ''))
        .filter((comment) => badStart.test(comment))
        .map((comment) => `${file}: ${comment.split('\n')[0]}`),
    );
    expect(starts).toEqual([]);
  });

  it('and all else there have no home-made word where the field has one', () => {
    // A network, the pool of threads, to score, to fix.
    const words = /\b(players?|teams?|judg(e|es|ed|ing)|mend(s|ed|ing)?)(?![a-z])/i;
    const found = files.filter(({ text }) => words.test(text.replace(/([a-z])([A-Z])/g, '$1 $2')));
    expect(found.map(({ file, text }) => `${file}: ${words.exec(text)?.[0]}`)).toEqual([]);
  });
});

/** The docstrings of a file, as its parser finds them: what a string or a template holds is none. */
function commentsOf(text: string): string[] {
  const source = ts.createSourceFile('file.ts', text, ts.ScriptTarget.Latest, true);
  const comments = new Map<number, string>();
  const visit = (node: ts.Node): void => {
    for (const { pos, end } of ts.getLeadingCommentRanges(text, node.pos) ?? [])
      if (text.startsWith('/**', pos)) comments.set(pos, text.slice(pos, end));
    ts.forEachChild(node, visit);
  };
  visit(source);
  visit(source.endOfFileToken);
  return [...comments.values()];
}
