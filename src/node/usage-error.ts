/** The command line asks for what can't be done: its message is one line, and all that a person is shown. */
export class UsageError extends Error {}
