/** Simulated shops that train one network by files, beside each alone and all rows in one place; and what noise costs them. */
export { startBackend } from '../../src/compute/backend.ts';
export { wasmFilesInNode } from '../../src/compute/wasm-files-in-node.ts';
export { type Compared, compareWays, simulateShops } from '../../src/evaluation/testing/simulated-shops.ts';
export { epsilonOfShop } from '../../src/federation/privacy-loss.ts';
