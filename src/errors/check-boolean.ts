import { refuseUnless } from './refuse-unless';

/**
 * Refuses what is neither true nor false: 'false' would count as true.
 *
 * @param argument - its name
 * @param value - what came
 * @throws ArgumentError naming `argument`
 */
export function checkBoolean(argument: string, value: unknown): void {
  refuseUnless(typeof value === 'boolean', argument, value, 'true or false');
}
