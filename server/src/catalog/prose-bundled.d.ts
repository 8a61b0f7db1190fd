/** Made by esbuild.mjs: every file of `prose/`, by name. Only bundles for the browser have it. */
declare module 'prose:all' {
  const files: Readonly<Record<string, string>>;
  export default files;
}
