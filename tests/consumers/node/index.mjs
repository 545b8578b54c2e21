import { report } from './program.mjs';

await report();
