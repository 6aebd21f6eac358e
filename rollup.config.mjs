import { nodeResolve } from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import { minifyHTMLLiterals } from 'minify-literals';

const tags = [
  'portal',
  'readiness',
  'agreement',
  'attendance',
  'members',
  'picture',
  'preparation',
  'roster',
  'signed',
];
/** Known and harmless, and not ours: zod's prose comments that mention `@__PURE__`, zod's core/util cycle. */
const tolerated = new Set(['INVALID_ANNOTATION', 'CIRCULAR_DEPENDENCY']);

/** fhir-kit-client's Node-only and logging dependencies: no use in a browser, 2.6 KB, and `debug` would print URLs with ids. */
const stubs = {
  agentkeepalive: 'const Agent = function () {}; Agent.HttpsAgent = Agent; export default Agent;',
  debug: 'const log = Object.assign(() => {}, { enabled: false }); export default () => log;',
  'json-stringify-safe': 'export default JSON.stringify;',
};
const stub = {
  name: 'stub',
  resolveId: (id) => (id in stubs ? `\0stub:${id}` : null),
  load: (id) => (id.startsWith('\0stub:') ? stubs[id.slice(6)] : null),
};

/** Styles without their line breaks; templates with one space for each white space: a space between words is text. */
const styles = {
  name: 'styles',
  transform: (code, id) =>
    /[\\/]dist[\\/]widgets[\\/].*\.js$/.test(id)
      ? minifyHTMLLiterals(code, { fileName: id, html: (text) => text.replaceAll(/\s+/g, ' ') })
      : null,
};

/**
 * Few chunks, for each is compressed by itself: `base` is what every widget needs, `core` what every portal needs, `read`
 * what reading a member's record needs. Lit's directives go with the few screens that use them. What only writing needs stays in the chunks of the portal's lazy imports.
 */
const chunks = [
  [
    'base',
    /node_modules\/((lit|lit-html)\/(?!directives|async-directive|directive-helpers)|(lit-element|@lit\/[a-z-]+|tslib)\/)|dist\/widgets\/(tokens|lines|glyphs|failed|poll|(?:portal|reading)-widget|define-tag|portal\/context|readiness\/dates|strings\/(?:common|speech))\.js$/,
  ],
  [
    'core',
    /node_modules\/(zod|@date-fns\/tz)\/|dist\/fhir-mappings\/(codes|errors|identity|references|records\/primitives)\.js|dist\/src\/(portal|groups|readiness\/time|client\/(?!history|kit|ladder|left-out|plan|scopes|send|transaction|waves|written).*|content\/versions|portal\/(context|about|methods))\.js/,
  ],
  [
    'read',
    /node_modules\/canonicalize\/|dist\/fhir-mappings\/(hash|r4\/(readers|shared|answers|agreement|agreement-extensions|attendance|membership|note-read|preparation|seat)|records\/(agreement|attendance|membership|note|preparation|seat))\.js|dist\/src\/(readiness\/(?!in-force-on|signed-states).*|portal\/read-member)\.js/,
  ],
];

/** One entry per tag (it registers itself); what they share becomes chunks. Reads what `tsc` wrote. @type {import('rollup').RollupOptions} */
export default {
  input: {
    ...Object.fromEntries(tags.map((tag) => [`group-${tag}`, `dist/widgets/${tag}/define.js`])),
    widgets: 'dist/widgets/define.js',
    portal: 'dist/src/portal.js',
    beside: 'dist/src/beside.js',
  },
  output: {
    dir: 'bundle',
    format: 'es',
    sourcemap: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    manualChunks: (id) => chunks.find(([, pattern]) => pattern.test(id))?.[0],
  },
  plugins: [
    stub,
    nodeResolve({ browser: true }),
    styles,
    terser({ ecma: 2022, module: true, compress: { passes: 2 }, format: { comments: false } }),
  ],
  onLog(level, log, handler) {
    const own = !JSON.stringify([log.id, log.ids]).includes('node_modules');
    if (level === 'warn' && (own || !tolerated.has(log.code ?? ''))) throw new Error(log.message);
    if (level !== 'warn') handler(level, log);
  },
};
