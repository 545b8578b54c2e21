/** A project that can be made: a folder of `templates`. */
export interface Template {
  readonly name: string;
  /** What it is, in a few words. */
  readonly summary: string;
  /** Its npm script that trains, or shows the page that does. */
  readonly script: 'start' | 'dev';
}

/** All of them, in the order in which they are shown. */
export const templates: readonly Template[] = [
  {
    name: 'node',
    summary: 'a script: trains on a ring or on your .csv, resumes, measures, draws',
    script: 'start',
  },
  { name: 'vite', summary: 'a page by Vite that trains by itself, for small networks', script: 'dev' },
  { name: 'next', summary: 'the same page in Next.js, as a client component', script: 'dev' },
  {
    name: 'worker',
    summary: 'a page by Vite whose worker trains, for networks of any size',
    script: 'dev',
  },
];

/** What a project is where nobody says. */
export const usual = { folder: 'my-gan', template: templates[0]! } as const;
