import { refuseUnless } from '../../errors';

/** Refuses what is no path. */
export function checkPath(argument: string, path: unknown): asserts path is string {
  const isPath = typeof path === 'string' && path !== '' && !path.includes('\0');
  refuseUnless(isPath, argument, path, 'a path');
}
