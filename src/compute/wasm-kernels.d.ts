/** Made by scripts/wasm-kernels.mjs: the compiled kernels in base64. */
declare module '*?wasm-kernels' {
  const base64: string;
  export default base64;
}

/** The same with relaxed SIMD. */
declare module '*?wasm-kernels=relaxed' {
  const base64: string;
  export default base64;
}
