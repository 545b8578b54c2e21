/** A WebAssembly file as the build puts it into a module: in base64. */
declare module '*.wasm' {
  const base64: string;
  export default base64;
}
