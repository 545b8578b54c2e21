/**
 * Counts one more user of something that the first one made and the last one undoes.
 *
 * @param shared - what counts them
 * @param undo - called once no user is left
 * @returns counts this user off; a second call does nothing
 */
export function addUser(shared: { users: number }, undo: () => void): () => void {
  shared.users++;
  let held = true;
  return () => {
    if (!held) return;
    held = false;
    shared.users--;
    if (shared.users === 0) undo();
  };
}
