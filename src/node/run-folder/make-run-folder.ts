import { mkdir, readdir, rename, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { unwritable } from '../files/append-file';
import { makeFolders } from '../make-folders';

/** Tries to get a number, where other processes take theirs at the same time. */
const MOST_TRIES = 1000;

/**
 * Makes `runs/00003-name` in `runs`: the number after the highest that is there. Making a folder of the number alone is what
 * decides between two processes, since a file system makes one folder once.
 *
 * @param folder - folder of all runs; it is made where it isn't there
 * @param name - name of the run
 * @returns the new folder's path
 * @throws ArgumentError where it can't be made
 */
export async function makeRunFolder(folder: string, name: string): Promise<string> {
  try {
    await makeFolders(folder);
    let number = Math.max(-1, ...(await numbersIn(folder))) + 1;
    for (let tries = 0; tries < MOST_TRIES; tries++, number++) {
      const claim = join(folder, digits(number));
      if (!(await isMade(claim))) continue;
      // The name's owner may have renamed its claim to this number before this one was made.
      const isTaken = (await readdir(folder)).some((entry) => entry.startsWith(`${digits(number)}-`));
      if (isTaken) {
        await rmdir(claim);
        continue;
      }
      const path = `${claim}-${name}`;
      await rename(claim, path);
      return path;
    }
    throw new Error(`no number was free in ${MOST_TRIES} tries`);
  } catch (cause) {
    throw unwritable('folder', folder, cause);
  }
}

function digits(number: number): string {
  return String(number).padStart(5, '0');
}

async function numbersIn(folder: string): Promise<number[]> {
  return (await readdir(folder)).flatMap((entry) => {
    const [number] = /^\d{5,9}(?=-|$)/.exec(entry) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
}

/** Makes a folder, unless there is one. */
async function isMade(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
