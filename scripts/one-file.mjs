/**
 * Writes dist/dropcast.html: the whole page in one file, which works opened from disk, where a browser loads no other file. The page
 * is built anew as one script and one style sheet; the workers, without imports of their own, the samples and the licences lie in
 * elements that nothing runs, packed (`src/base/carried-files.ts`); what the workers fetch is written into them as data addresses.
 * Its policy allows these very scripts and styles, by their hashes, and no connection at all.
 */
import { createHash } from 'node:crypto';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { oneFileName } from './built-files.mjs';

/** @typedef {{ fileName: string, code?: string, source?: string | Uint8Array }} Output */

/** Text of a script that no ending tag nor opening comment in a text of its own cuts short. @param {string} code */
export function fitForScript(code) {
  return code.replace(/<(?=\/script|!--|script)/gi, '\\x3C');
}

/** @param {string} text as it stands between the tags */
export function hashSource(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

/** @param {string} name @param {string | Uint8Array} content */
function carry(name, content) {
  const base64 = gzipSync(content, { level: 9 }).toString('base64');
  return `<script type="application/gzip" data-file="${name}">${base64}</script>`;
}

/** @param {string} html @param {RegExp} pattern @param {string} text put in place of all that it finds, at least one */
function replaceAll(html, pattern, text) {
  if (!pattern.test(html)) throw new Error(`${oneFileName}: the page has nothing like ${pattern}.`);
  return html.replace(new RegExp(pattern.source, `${pattern.flags}g`), () => text);
}

/**
 * @param {{ html: string, first: string, code: string, style: string, icon: string, carried: readonly string[] }} parts the built page,
 *   its script before all others, its code, its styles, its icon, and what it carries
 * @returns {string}
 */
function joinPage({ html, first, code, style, icon, carried }) {
  const before = `\n${fitForScript(first)}`;
  const main = fitForScript(code);
  const policy = [
    "default-src 'none'",
    `script-src ${hashSource(before)} ${hashSource(main)} 'wasm-unsafe-eval'`,
    `style-src ${hashSource(style)}`,
    'worker-src blob:',
    'connect-src data:',
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types dropcast',
  ].join('; ');
  const steps = /** @type {const} */ ([
    [/(?<=http-equiv="Content-Security-Policy"\s+content=")[^"]*/, policy],
    [/\s*<link rel="(?:manifest|modulepreload|stylesheet)"[^>]*>/, ''],
    [/(?<=<link rel="icon" href=")[^"]*/, `data:image/svg+xml;base64,${Buffer.from(icon).toString('base64')}`],
    [/<script src="[^"]*first\.js"><\/script>/, `<script>${before}</script>\n    <style>${style}</style>`],
    [/\s*<script type="module"[^>]*><\/script>/, ''],
    [/<\/noscript>/, `</noscript>\n${carried.join('\n')}\n<script type="module">${main}</script>`],
  ]);
  return steps.reduce((page, [pattern, text]) => replaceAll(page, pattern, text), html);
}

/**
 * @param {() => import('vite').PluginOption[]} plugins of the page, but for those that write files
 * @param {() => import('vite').PluginOption[]} workerPlugins
 * @returns {import('vite').Plugin}
 */
export function oneFile(plugins, workerPlugins) {
  let folder = 'dist';
  return {
    name: 'one-file',
    apply: 'build',
    configResolved(config) {
      folder = config.build.outDir;
    },
    async closeBundle() {
      const one = { codeSplitting: false };
      const built = await build({
        configFile: false,
        mode: 'one-file',
        base: './',
        logLevel: 'warn',
        plugins: plugins(),
        worker: { format: 'iife', plugins: workerPlugins, rolldownOptions: { output: one } },
        build: {
          write: false,
          target: 'es2023',
          assetsInlineLimit: Number.POSITIVE_INFINITY,
          chunkSizeWarningLimit: Number.POSITIVE_INFINITY,
          cssCodeSplit: false,
          modulePreload: false,
          rolldownOptions: { output: one },
        },
      });
      const { output } = /** @type {{ output: Output[] }} */ (built);
      const find = (/** @type {RegExp} */ name) => output.filter(({ fileName }) => name.test(fileName));
      const textOf = (/** @type {RegExp} */ name) => {
        const [found, ...others] = find(name);
        if (!found || others.length > 0) throw new Error(`${oneFileName}: not one ${name} but ${find(name).length}.`);
        return String(found.code ?? found.source);
      };
      const ofBuild = (/** @type {string} */ path) => readFile(join(folder, path), 'utf8');
      const samples = await readdir(join(folder, 'samples'));
      const carried = [
        ...find(/\.worker-.*\.js$/).map(({ fileName, source }) => carry(fileName.replace(/^.*\//, ''), source ?? '')),
        ...(await Promise.all(samples.map(async (name) => carry(name, await ofBuild(`samples/${name}`))))),
        carry('licences.txt', await ofBuild('licences.txt')),
      ];
      const page = joinPage({
        html: textOf(/^index\.html$/),
        first: await ofBuild('first.js'),
        code: textOf(/(?<!\.worker-.*)\.js$/),
        style: textOf(/\.css$/),
        icon: await ofBuild('favicon.svg'),
        carried,
      });
      await writeFile(join(folder, oneFileName), page);
    },
  };
}
