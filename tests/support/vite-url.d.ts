/** Vite's import of a file as the URL where the page finds it. */
declare module '*?url' {
  const url: string;
  export default url;
}
