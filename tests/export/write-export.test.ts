import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeExport } from 'gan-core/node';
import { afterAll, describe, expect, it } from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'write-export-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('writeExport', () => {
  it('writes bytes and text, over older files, and leaves nothing else', async () => {
    const into = join(folder, 'made', 'here');
    await writeExport(into, { 'a.bin': Uint8Array.of(9, 9, 9), 'b.json': 'old' });
    const paths = await writeExport(into, { 'a.bin': Uint8Array.of(1, 2), 'b.json': '{"ä":1}' });
    expect(paths).toEqual([join(into, 'a.bin'), join(into, 'b.json')]);
    expect([...readFileSync(paths[0]!)]).toEqual([1, 2]);
    expect(readFileSync(paths[1]!, 'utf8')).toBe('{"ä":1}');
    expect(readdirSync(into).sort()).toEqual(['a.bin', 'b.json']);
  });

  it('refuses names that are paths before it writes anything', async () => {
    const into = join(folder, 'untouched');
    for (const name of ['../out.json', 'a/b', '/etc/x', '.hidden', '']) {
      const attempt = writeExport(into, { 'fine.json': '{}', [name]: '{}' });
      await expect(attempt).rejects.toThrow(`files: has the name '${name}'`);
    }
    expect(existsSync(into)).toBe(false);
  });

  it('refuses contents of another kind, and a folder that is a file', async () => {
    await expect(writeExport(folder, { 'a.json': {} as never })).rejects.toThrow("as 'a.json'; expected");
    const file = join(folder, 'file');
    writeFileSync(file, '');
    await expect(writeExport(file, { 'a.json': '' })).rejects.toThrow(`folder: can't write to '${file}' (`);
  });
});
