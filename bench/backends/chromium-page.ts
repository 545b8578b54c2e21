/** The program of the page: what chromium-players.ts calls there. */
import { openSession } from './session';

Object.assign(globalThis, { openSession });
