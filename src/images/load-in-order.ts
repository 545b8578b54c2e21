/** Bounds of what is under way at once. */
interface LoadBounds {
  /** Most that load at the same time. */
  readonly atOnce: number;
  /** Most that load or are ready, beside the one that was given last. */
  readonly ahead: number;
}

/**
 * Loads items ahead of their use and gives them in their order. Once it is left, or one fails, no further one is begun, and
 * those that load are waited for.
 *
 * @param items - taken one by one, as their loading begins
 * @param load - loads one
 * @param bounds - how many at once
 */
export async function* loadInOrder<Item, Loaded>(
  items: Iterable<Item>,
  load: (item: Item) => Promise<Loaded>,
  { atOnce, ahead }: LoadBounds,
): AsyncGenerator<Loaded, void, undefined> {
  const iterator = items[Symbol.iterator]();
  const coming: Promise<Loaded>[] = [];
  let loading = 0;
  let ended = false;
  const begin = () => {
    while (!ended && loading < atOnce && coming.length < ahead) {
      const { done, value } = iterator.next();
      if (done) {
        ended = true;
        return;
      }
      loading++;
      const one = load(value);
      coming.push(one);
      // Heard here too: a failure whose turn hasn't come would be an unhandled rejection, which ends a process of Node.
      one.then(loaded, loaded);
    }
  };
  const loaded = () => {
    loading--;
    begin();
  };
  try {
    for (begin(); coming.length > 0; begin()) yield await coming.shift()!;
  } finally {
    ended = true;
    await Promise.allSettled(coming);
  }
}
