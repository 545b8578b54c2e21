import { ArgumentError, BackendError, GanCoreError, isGanCoreError, NonFiniteError } from 'gan-core';
import { describe, expect, it } from 'vitest';

describe('errors', () => {
  it.each([
    [
      new ArgumentError('steps', 'got 0; expected 1.'),
      'ArgumentError',
      'ERR_ARGUMENT',
      'steps: got 0; expected 1.',
    ],
    [
      new BackendError('wasm', "isn't installed."),
      'BackendError',
      'ERR_BACKEND',
      "Backend 'wasm': isn't installed.",
    ],
    [new NonFiniteError(7, 'NaN.'), 'NonFiniteError', 'ERR_NON_FINITE', 'NaN.'],
  ])('%s has its literal name and code', (error, name, code, message) => {
    expect(error).toBeInstanceOf(GanCoreError);
    expect([error.name, error.code, error.message]).toEqual([name, code, message]);
    expect(isGanCoreError(error)).toBe(true);
  });

  it('keep their cause', () => {
    const cause = new Error('underneath');
    expect(new ArgumentError('a', 'b', { cause }).cause).toBe(cause);
  });

  it('isGanCoreError narrows by code', () => {
    const error: unknown = new NonFiniteError(7, 'NaN.');
    expect(isGanCoreError(error, 'ERR_NON_FINITE') && error.lastFiniteStep).toBe(7);
    expect(isGanCoreError(error, 'ERR_BACKEND')).toBe(false);
  });

  it("isGanCoreError knows another copy's errors, and nothing else", () => {
    const brand = Symbol.for('gan-core.error');
    expect(isGanCoreError(Object.assign(new Error('from another copy'), { [brand]: true }))).toBe(true);
    for (const other of [new Error('plain'), null, undefined, 'text', {}])
      expect(isGanCoreError(other)).toBe(false);
  });
});
