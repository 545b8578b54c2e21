/** Where the packed digits are, as the plugin of vite.config.ts puts it. */
declare module 'virtual:packed-digits' {
  const url: string;
  export default url;
}
