/** Where the built site lies. */
export const siteFolder = 'docs/.vitepress/dist';

/** The path that it will lie below on its host, as `docs/.vitepress/config.ts` has it. */
export const siteBase = process.env.SITE_BASE ?? '/gan-core/';
