/** Sources are analysed (the emitted JS has lost its decorators), so module paths are turned into the published ones. */
const published = {
  name: 'published',
  packageLinkPhase({ customElementsManifest: manifest }) {
    const toDist = (path) => (path.startsWith('widgets/') ? `dist/${path.replace(/\.ts$/, '.js')}` : path);
    const walk = (node) => {
      if (node === null || typeof node !== 'object') return;
      for (const [key, value] of Object.entries(node)) {
        if ((key === 'path' || key === 'module') && typeof value === 'string') {
          node[key] = toDist(value);
        } else walk(value);
      }
    };
    manifest.modules = manifest.modules.filter((m) => m.declarations.some((d) => d.customElement));
    for (const module of manifest.modules) {
      for (const declaration of module.declarations) {
        declaration.members = declaration.members?.filter((m) => m.privacy !== 'private' && !m.name.startsWith('#'));
      }
    }
    walk(manifest);
  },
};

export default {
  globs: ['widgets/**/group-*.ts'],
  outdir: '.',
  litelement: true,
  packagejson: false,
  plugins: [published],
};
