/** Most milliseconds that a timer can wait for: with more, it would fire at once. */
const LONGEST = 2 ** 31 - 1;

/** The promise's result, or a rejection by `onTimeout` where it doesn't settle within `milliseconds`; there may be no limit. */
export async function withTimeLimit<T>(
  work: Promise<T>,
  milliseconds: number,
  onTimeout: () => Error,
): Promise<T> {
  if (milliseconds > LONGEST) return work;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(onTimeout()), milliseconds);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
