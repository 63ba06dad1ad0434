import js from '@eslint/js';
import next from '@next/eslint-plugin-next';
import { defineConfig } from 'eslint/config';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import importX from 'eslint-plugin-import-x';
import reactHooks from 'eslint-plugin-react-hooks';
import ts from 'typescript-eslint';

const ground = [
  './lib/errors.ts',
  './lib/money.ts',
  './lib/paths.ts',
  './lib/problem.ts',
  './lib/shop-paths.ts',
  './lib/log.ts',
  './lib/send.ts',
  './lib/shape.ts',
  './lib/time.ts',
  './lib/world.ts',
];
const env = './lib/env.ts';

/** A folder, and the only parts of `lib` (and of the outside) that its files may import. */
function floor(target, allowed) {
  const inside = allowed.map((path) => path.replace('./lib/', './'));
  return [
    { target, from: './lib', except: inside },
    { target, from: './app' },
  ];
}

// The floors of the house: imports go downward only (docs/decisions/0001).
const floors = [
  ...floor('./components', ['./lib/schemas', './lib/queries', './lib/db/browser.ts', ...ground]),
  ...floor('./lib/sync', ['./lib/sync', './lib/accounts/read.ts', './lib/kinds', './lib/schemas', ...ground]),
  ...floor('./lib/accounts', ['./lib/accounts', './lib/schemas', ...ground]),
  ...floor('./lib/notices', [
    './lib/notices',
    './lib/accounts',
    './lib/backfill',
    './lib/checkout',
    './lib/sync/mark.ts',
    './lib/schemas',
    ...ground,
  ]),
  ...floor('./lib/backfill', [
    './lib/backfill',
    './lib/accounts/read.ts',
    './lib/kinds',
    './lib/sync/mark.ts',
    './lib/sync/match.ts',
    './lib/sync/observe.ts',
    './lib/sync/plan.ts',
    './lib/schemas',
    ...ground,
  ]),
  ...floor('./lib/checkout', ['./lib/checkout', './lib/sync/mark.ts', './lib/schemas', ...ground]),
  ...floor('./lib/kinds', ['./lib/kinds', ...ground]),
  ...floor('./lib/schemas', ['./lib/schemas', ...ground]),
  ...floor('./lib/queries', ['./lib/queries', './lib/schemas', './lib/db', ...ground]),
  ...floor('./lib/db', ['./lib/db', env, ...ground]),
  ...floor('./lib/stripe', ['./lib/stripe', env, ...ground]),
  { target: './lib', from: './components' },
  { target: './lib', from: './local' },
  { target: './components', from: './local' },
  { target: './lib', from: './app' },
  { target: './app', from: './lib/db', except: [] },
  { target: './app', from: './lib/stripe', except: [] },
  { target: './app', from: './local' },
  { target: './local', from: './app' },
  { target: './local', from: './components' },
  { target: './components/ui', from: './components', except: ['./ui'] },
  { target: './components/ui', from: './lib' },
];

export default defineConfig([
  {
    ignores: [
      '.next/**',
      '.tandem/**',
      'next-env.d.ts',
      '**/*.gen.ts',
      'test-results/**',
      'playwright-report/**',
    ],
  },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: { allowDefaultProject: ['*.mjs'] } } },
    plugins: { 'import-x': importX, '@next/next': next, 'react-hooks': reactHooks },
    settings: { 'import-x/resolver-next': [createTypeScriptImportResolver()] },
    rules: {
      ...next.configs.recommended.rules,
      ...next.configs['core-web-vitals'].rules,
      ...reactHooks.configs.recommended.rules,
      'max-lines': ['error', { max: 250 }],
      'max-lines-per-function': ['error', { max: 70, skipComments: true, skipBlankLines: true }],
      'import-x/no-restricted-paths': ['error', { zones: floors }],
      'import-x/no-cycle': 'error',
      'import-x/order': ['error', { alphabetize: { order: 'asc' } }],
      'no-console': 'error',
      eqeqeq: 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Only lib/env.ts reads the environment.',
        },
      ],
    },
  },
  {
    files: [
      'lib/env.ts',
      'instrumentation.ts',
      'local/**/*.ts',
      'bench/**/*.ts',
      'e2e/**/*.ts',
      '*.config.ts',
    ],
    rules: { 'no-restricted-syntax': 'off' },
  },
  // Components are mostly markup, and tests are lists of sentences: both read well a little longer.
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 120, skipComments: true, skipBlankLines: true }] },
  },
  { files: ['**/*.test.ts', '**/*.spec.ts'], rules: { 'max-lines-per-function': 'off' } },
  // Matchers such as expect.any() are typed as any by their library.
  { files: ['**/*.test.ts', '**/*.spec.ts'], rules: { '@typescript-eslint/no-unsafe-assignment': 'off' } },
  // Tests of the stack stand outside the floors: they start it, and look at both ends.
  { files: ['**/*.stack.test.ts'], rules: { 'import-x/no-restricted-paths': 'off' } },
  { files: ['local/**/*.ts', 'bench/**/*.ts'], rules: { 'no-console': 'off' } },
  // Playwright hands its fixtures on with a function that is called `use`, which is no hook of React.
  { files: ['e2e/**/*.ts'], rules: { 'react-hooks/rules-of-hooks': 'off' } },
  { files: ['**/*.mjs'], ...ts.configs.disableTypeChecked },
]);
