import { afterEach, expect, it, vi } from 'vitest';
import type { CompareSettings } from '../../../src/node/compare/read-compare-arguments';
import { readCompareArguments } from '../../../src/node/compare/read-compare-arguments';
import { runCompare } from '../../../src/node/compare/run-compare';
import { generated, real } from './compare-program';

afterEach(() => void vi.restoreAllMocks());

const settings = readCompareArguments([real, generated, '--metrics', 'mind']) as CompareSettings;

it('ends on Ctrl-C with 130, and listens no more', async () => {
  const said = vi.spyOn(console, 'error').mockImplementation(() => {});
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {});
  const listeners = process.listenerCount('SIGINT');
  const code = runCompare(settings, '0.1.0');
  process.emit('SIGINT');
  expect(await code).toBe(130);
  expect(said.mock.calls).toEqual([['Ended by Ctrl-C.']]);
  expect(printed).not.toHaveBeenCalled();
  expect(process.listenerCount('SIGINT')).toBe(listeners);
});

it('prints once, and gives 0', async () => {
  const printed = vi.spyOn(console, 'log').mockImplementation(() => {});
  expect(await runCompare({ ...settings, json: true }, '0.1.0')).toBe(0);
  expect(printed).toHaveBeenCalledTimes(1);
  expect(JSON.parse(printed.mock.calls[0]![0] as string)).toMatchObject({ version: '0.1.0' });
});
