import { decodeQR } from 'qr/decode.js';
import axe from 'axe-core';
import { html, nothing, render } from 'lit';
import { afterEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import { qrTemplate } from '../../widgets/agreement/link.ts';
import { deviceStyles } from '../../widgets/agreement/styles-devices.ts';
import { deviceWords } from '../../widgets/strings/devices.ts';
import { fileOf, pixelsOf } from './pages/pixels.ts';

const link = 'https://clinic.example/sign#group=tuesday&code=Zk3v9rQm1xT7bH0dLw5yPc2sJ8nA4eGf6uXi_oKqRtY';
afterEach(() => render(nothing, document.body));

function show(of: string, background = '#fff') {
  render(
    html`<style>
        ${deviceStyles}
      </style>
      <main style="background:${background};inline-size:220px;padding:8px">
        <h1 style="font:16px/20px sans-serif;margin:0">Intake</h1>
        ${qrTemplate(of, deviceWords('en').code)}
      </main>`,
    document.body,
  );
}

/** The svg alone, as it is on the screen. */
async function picture(): Promise<ImageData> {
  return pixelsOf(fileOf(await page.getByRole('img').screenshot({ save: false })));
}

test.each([
  ['in light', link, '#fff'],
  ['in dark', link, '#000'],
  ['a short one', 'https://a.example/#c', '#fff'],
  ['a long one', `https://clinic.example/${'path/'.repeat(40)}#code=abc`, '#000'],
])('another device reads the link: %s', async (_, of, background) => {
  show(of, background);
  expect(decodeQR(await picture())).toBe(of);
});

test('four modules around it are white, on a black page as well', async () => {
  show(link, '#000');
  const { data, width, height } = await picture();
  const modules = Number(document.querySelector('svg')?.getAttribute('viewBox')?.split(' ')[2]);
  const dark: number[] = [];
  for (let i = 0; i < width * height; i++) if ((data[4 * i] ?? 0) < 128) dark.push(i % width, Math.floor(i / width));
  const module = width / modules;
  expect(Math.min(...dark)).toBeGreaterThan(4 * module - 2);
  expect(Math.max(...dark)).toBeLessThan(width - 4 * module + 2);
  expect(module).toBeGreaterThan(3);
});

test('it has a name, and the link is in no attribute', async () => {
  show(link);
  await expect
    .element(page.getByRole('img', { name: 'Code to scan. It opens the form on another device.' }))
    .toBeVisible();
  expect(document.body.innerHTML).not.toContain('Zk3v9r');
  expect((await axe.run(document.body)).violations).toEqual([]);
});

test('a link no code can hold shows none', () => {
  expect(qrTemplate(`https://clinic.example/#${'x'.repeat(3000)}`, 'Code')).toBe(nothing);
});
