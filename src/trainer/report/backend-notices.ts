import type { ActiveBackend } from '../../backends';

/** Notices about the backend that `'auto'` took. */
export function backendNotices(backend: ActiveBackend | undefined): string[] {
  if (!backend || backend.passedOver.length === 0) return [];
  return [
    `Backend 'auto' took '${backend.name}', ${backend.reason}. Passed over: ${backend.passedOver.join(' | ')}`,
  ];
}
