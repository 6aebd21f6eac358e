import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { browserFlags, findBrowser } from './test/support/chromium.ts';

/** Projects: `node` (pure code, real HTTP), `widgets` (inside Chromium), `story` (Chromium driven from outside), `servers` (HAPI). */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{fhir-mappings,src,demo,repo,privacy,golden}/**/*.test.ts'],
        },
      },
      {
        // Everything a widget test imports: a dependency found late makes Vite reload the page in mid-test.
        optimizeDeps: {
          include: [
            'lit',
            'lit/decorators.js',
            'lit/directives/live.js',
            'lit/directives/repeat.js',
            '@lit/context',
            '@lit/task',
            'zod/mini',
            'fhir-kit-client',
            'axe-core',
            'canonicalize',
            '@date-fns/tz',
            'rrule-temporal',
            'signature_pad',
            'idb-keyval',
            'lean-qr',
            'lean-qr/extras/svg',
            'qr/decode.js',
          ],
        },
        test: {
          name: 'widgets',
          include: ['test/widgets/**/*.test.ts'],
          setupFiles: ['test/support/quiet-lit.ts'],
          expect: { poll: { timeout: 3000 } },
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              contextOptions: { timezoneId: 'America/New_York', locale: 'en-US', reducedMotion: 'reduce' },
              launchOptions: { executablePath: findBrowser() ?? 'no-browser-found', args: browserFlags },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      {
        test: {
          name: 'story',
          environment: 'node',
          include: ['test/browser/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'servers',
          environment: 'node',
          include: ['test/servers/**/*.test.ts'],
          globalSetup: ['test/servers/global-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 360_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
