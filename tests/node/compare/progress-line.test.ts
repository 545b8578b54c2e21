import { expect, it, vi } from 'vitest';
import { ProgressLine } from '../../../src/node/compare/progress-line';

it('draws over its last text, cut to the width, and leaves nothing', () => {
  const written: string[] = [];
  const line = new ProgressLine({ isTTY: true, columns: 11, write: (text) => void written.push(text) });
  line.show('reading a long name');
  line.clear();
  expect(written).toEqual(['\r\x1b[Kreading a ', '\r\x1b[K']);
});

it('shows some of many', () => {
  vi.spyOn(performance, 'now').mockReturnValueOnce(0).mockReturnValueOnce(10).mockReturnValueOnce(60);
  const write = vi.fn();
  const line = new ProgressLine({ isTTY: true, write });
  for (const text of ['1', '2', '3']) line.show(text, false);
  expect(write.mock.calls.flat()).toEqual(['\r\x1b[K1', '\r\x1b[K3']);
  vi.restoreAllMocks();
});

it('is silent where there is no terminal', () => {
  const write = vi.fn();
  const line = new ProgressLine({ write });
  line.show('text');
  line.clear();
  expect(write).not.toHaveBeenCalled();
});
