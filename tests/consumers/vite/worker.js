import { report } from './program.js';

report((result) => postMessage(result));
