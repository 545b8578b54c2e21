import { checkReport } from '../report';
import type { Tool } from '../tool';

/** Features by its pipeline, of a network of ours: nothing is downloaded but packages. */
export const transformers: Tool = {
  name: 'transformers',
  // Without scripts: onnxruntime-node's fetches files for CUDA, which nothing here needs, from another place than npm.
  packages: ['--ignore-scripts', '@huggingface/transformers@4.3.2'],
  checks: [
    {
      tool: 'transformers.js',
      what: "`featuresFromPipeline` of its `pipeline('image-feature-extraction')`, in Node",
      version: (project) => project.versionOf('@huggingface/transformers'),
      async run(project) {
        checkReport(await project.run('node', 'index.mjs'));
        return { reports: [] };
      },
    },
  ],
};
