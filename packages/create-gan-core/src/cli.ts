#!/usr/bin/env node
import { fileURLToPath } from 'node:url';
import { terminalQuestions } from './questions';
import { run } from './run';

// The program `create-gan-core`, which `npm create gan-core` starts.

const isTerminal = process.stdin.isTTY === true && process.stdout.isTTY === true;
/** As package.json has it under engines: package managers warn at most. */
const LEAST_NODE = 20;

if (Number.parseInt(process.versions.node, 10) < LEAST_NODE) {
  console.error(
    `create-gan-core: needs Node ${LEAST_NODE} or newer, and so does gan-core; this is ${process.versions.node}.`,
  );
  process.exitCode = 1;
} else {
  process.exitCode = await run(process.argv.slice(2), {
    own: fileURLToPath(new URL('..', import.meta.url)),
    from: process.cwd(),
    userAgent: process.env.npm_config_user_agent,
    questions: isTerminal ? terminalQuestions() : undefined,
    print: (text) => console.log(text),
    complain: (text) => console.error(text),
  });
}
