import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';

const css = readFileSync(path.resolve(import.meta.dirname, 'globals.css'), 'utf8');

/** The tokens of one theme, as lightness, chroma and hue. */
function tokensOf(selector: string) {
  const block = css.slice(css.indexOf(`${selector} {`)).split('}')[0] ?? '';
  const found = block.matchAll(/--([a-z-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\);/gu);
  return new Map([...found].map(([, name, ...parts]) => [name, parts.map(Number)]));
}

// https://www.w3.org/TR/css-color-4/#color-conversion-code
function luminance([lightness = 0, chroma = 0, hue = 0]: number[]) {
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const red = 4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s;
  const green = -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s;
  const blue = -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s;
  const [r, g, u] = [red, green, blue].map((part) => Math.min(1, Math.max(0, part)));
  return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (u ?? 0);
}

function contrast(one: number[], other: number[]) {
  const [dim = 0, bright = 0] = [luminance(one), luminance(other)].sort((left, right) => left - right);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'accent-soft'];
const meanings = ['fine', 'waiting', 'attention', 'failed'];
const text = [
  ...['ink', 'ink-soft', 'ink-faint', 'accent-text'].flatMap((ink) => grounds.map((ground) => [ink, ground])),
  ...meanings.flatMap((meaning) =>
    [`${meaning}-soft`, 'surface', 'canvas', 'raised'].map((ground) => [meaning, ground]),
  ),
  ...['accent', 'accent-strong', 'danger', 'danger-strong'].map((ground) => ['on-accent', ground]),
];
const outlines = ['surface', 'canvas', 'raised'].map((ground) => ['line-strong', ground]);

for (const theme of [':root', '.dark']) {
  const tokens = tokensOf(theme);
  const tooWeak = (pairs: (string | undefined)[][], least: number) =>
    pairs
      .map(([front = '', back = '']) => ({
        front,
        back,
        ratio: contrast(tokens.get(front) ?? [], tokens.get(back) ?? []),
      }))
      .filter(({ ratio }) => !(ratio >= least));

  test(`text stands out from every ground it is put on (${theme})`, () => {
    expect(tooWeak(text, 4.5)).toEqual([]);
  });

  test(`the outline of a field stands out from the page (${theme})`, () => {
    expect(tooWeak(outlines, 3)).toEqual([]);
  });
}
