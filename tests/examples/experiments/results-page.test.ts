import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { JobRecord } from '../../../examples/experiments/experiment';
import { type Gathered, writeFiles, writeSection } from '../../../examples/experiments/results-page';

const machine = { processor: 'a processor', cores: 2, system: 'linux', node: 'v20' };
const record = { seed: 1, version: '0.1.0', machine, seconds: 61 } as JobRecord;
const gathered: Gathered = {
  experiment: 'trial',
  records: [record, { ...record, seed: 2 }],
  jobs: 10,
  report: {
    findings: ['It works.'],
    tables: [
      {
        title: 'A table',
        columns: ['name', 'D(p‖q), |x|'],
        rows: [
          ['a "b", c', '1'],
          ['d', '2 | 3'],
        ],
      },
    ],
    pictures: [{ name: 'trial', description: 'What is to be seen', png: new Uint8Array([1, 2]) }],
  },
};
const newFolder = () => mkdtempSync(join(tmpdir(), 'gan-core-results-'));

describe('writeFiles', () => {
  it('writes tables as CSV and Markdown, pictures, and JSON', () => {
    const folder = newFolder();
    const files = writeFiles(gathered, folder).map((file) => file.slice(folder.length + 1));
    expect(files).toEqual(['trial.md', 'trial-1.csv', 'trial.png', 'trial.json']);
    const csv = readFileSync(join(folder, 'trial-1.csv'), 'utf8');
    expect(csv).toBe('name,"D(p‖q), |x|"\n"a ""b"", c",1\nd,2 | 3\n');
    expect(JSON.parse(readFileSync(join(folder, 'trial.json'), 'utf8')).records).toHaveLength(2);
  });
});

describe('writeSection', () => {
  it('writes between the marks alone, the same each time', () => {
    const folder = newFolder();
    const [page, assets] = [join(folder, 'results.md'), join(folder, 'assets')];
    mkdirSync(assets);
    const [start, end] = ['<!-- trial: written by npm run results -->', '<!-- /trial -->'];
    writeFileSync(page, `before\n${start}\nold\n${end}\nafter\n`);
    writeSection(page, assets, gathered);
    const text = readFileSync(page, 'utf8');
    expect(text).toBe(
      [
        `before\n${start}\n- It works.`,
        '![What is to be seen](assets/results-trial.png)',
        '_A table_',
        '| name | D(p‖q), \\|x\\| |\n|---|---|\n| a "b", c | 1 |\n| d | 2 \\| 3 |',
        `_2 of 10 jobs; the others weren't run. Seeds 1, 2; 2 min in all, one thread each, other work beside; gan-core 0.1.0; a processor, 2 cores, linux, Node v20._\n${end}\nafter\n`,
      ].join('\n\n'),
    );
    writeSection(page, assets, gathered);
    expect(readFileSync(page, 'utf8')).toBe(text);
    expect([...readFileSync(join(assets, 'results-trial.png'))]).toEqual([1, 2]);
  });

  it('refuses a page without its marks', () => {
    const page = join(newFolder(), 'results.md');
    writeFileSync(page, 'nothing\n');
    expect(() => writeSection(page, newFolder(), gathered)).toThrow(/lacks the marks <!-- trial/);
  });
});
