import type { TestProject } from 'vitest/node';

/** Says in its first line how many files a project runs, and where. */
export default async function announce(project: TestProject): Promise<void> {
  const { testFiles } = await project.globTestFiles();
  const { browser, isolate } = project.config;
  const where = browser.enabled ? 'Chromium' : `Node ${process.versions.node}`;
  const how = isolate ? 'each in a process of its own' : 'which share processes';
  console.log(`${project.name}: ${testFiles.length} files in ${where}, ${how}`);
}
