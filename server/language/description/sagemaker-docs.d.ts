/** What apiDocs.mjs reads from the SDK when the bundle is built: Markdown by `Interface.Member`. */
declare module 'sagemaker-docs' {
  const docs: Readonly<Record<string, string>>;
  // biome-ignore lint/style/noDefaultExport: the whole module is one value
  export default docs;
}
