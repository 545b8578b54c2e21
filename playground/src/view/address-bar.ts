/** The parameters behind the address's #. */
export function parameters(): URLSearchParams {
  return new URLSearchParams(location.hash.replace(/^#/, ''));
}

/** Puts others there, without a step in the browser's history. */
export function replaceParameters(others: URLSearchParams): void {
  const text = others.toString();
  history.replaceState(null, '', text === '' ? location.pathname + location.search : `#${text}`);
}
