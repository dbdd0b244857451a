/**
 * The map of the project as rules: `npm run check:map`. Each room may import itself and what its line names; imports of
 * types count. Proof may import everything, and is imported by nothing.
 */
const map = {
  generated: [],
  contract: ['generated'],
  installation: ['contract', 'generated'],
  client: ['installation', 'contract', 'generated'],
  html: [],
  server: ['installation', 'contract', 'generated'],
  'conformance/client': ['installation', 'contract', 'generated'],
  'conformance/invariants': ['conformance/client', 'installation', 'contract', 'generated'],
  'conformance/kernel': ['conformance/(invariants|client)', 'installation', 'contract', 'generated'],
  'conformance/steps': ['conformance/(kernel|invariants|client)', 'installation', 'contract', 'generated'],
  'conformance/exploration': ['conformance/(steps|kernel|invariants|client)', 'installation', 'contract', 'generated'],
  'conformance/checks': [
    'conformance/(exploration|steps|kernel|invariants|client)',
    'installation',
    'contract',
    'generated',
  ],
  'conformance/reports': ['html', 'conformance/client', 'installation', 'contract', 'generated'],
  'conformance/run': ['conformance/(checks|steps|kernel|invariants|client)', 'installation', 'contract', 'generated'],
  fixtures: ['server/store', 'client', 'installation', 'contract', 'generated'],
  load: ['html', 'installation', 'contract', 'generated'],
  library: ['server', 'fixtures', 'client', 'installation', 'contract', 'generated'],
  profile: ['html', 'server/faults', 'conformance/client', 'installation', 'contract', 'generated'],
  traffic: ['conformance/(run|reports|kernel|invariants|client)', 'installation', 'contract', 'generated'],
  proxy: [
    'traffic',
    'html',
    'server/(http|rules)',
    'conformance/(run|reports|kernel|invariants|client)',
    'installation',
    'contract',
    'generated',
  ],
  cli: [
    'proxy',
    'traffic',
    'conformance/(run|reports|invariants|client)',
    'profile',
    'library',
    'server',
    'fixtures',
    'load',
    'installation',
    'contract',
    'generated',
  ],
};

/** These start the reference server, which is the target where none is named. */
const startsReference = {
  'conformance/run': '^conformance/run/reference-target\\.ts$',
  load: '^load/command/reference-process\\.ts$',
};

/** Small parts of packages, and none that the types of a door name (see cli/bundle.ts). */
const bundled = 'node_modules/(diff|fast-check|fast-xml-parser|preact|preact-render-to-string|undici|yaml)/';

const tests = '(\\.test\\.tsx?|-for-tests\\.ts|global-setup\\.ts)$|testing/';
/** What tests may import beside: they start the reference server, fill it, and run commands. */
const testsAlso = ['server', 'fixtures', 'cli', 'library'];

const inside = (folders) => `^(${folders.join('|')})/`;
const rooms = inside([...Object.keys(map), 'proof']);

const rule = (name, room, may, from, also = []) => ({
  name,
  comment: `${room}/ imports only ${may.join(', ') || 'itself'}.`,
  severity: 'error',
  from,
  to: { path: rooms, pathNot: [inside([room, ...may]), ...also] },
});

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-cycle',
      comment: 'Two files that import each other cannot be read, moved or tested alone.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(map).flatMap(([room, may]) => [
      rule(`map: ${room}`, room, may, { path: inside([room]), pathNot: [tests, ...Object.values(startsReference)] }),
      rule(`map: tests of ${room}`, room, [...may, ...testsAlso], { path: `${inside([room])}(.*)(${tests})` }, [
        '-for-tests\\.ts$',
      ]),
    ]),
    ...Object.entries(startsReference).map(([room, path]) =>
      rule(`reference server of ${room}`, room, [...map[room], 'server', 'fixtures'], { path }),
    ),
    {
      name: 'no-development-package',
      comment: 'What is in the package runs without devDependencies, but for those whose code is put into its files.',
      severity: 'error',
      from: {
        path: inside(Object.keys(map)),
        pathNot: [tests, '^cli/(build|compile|bundle)\\.ts$', '^contract/generate'],
      },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm-peer'], pathNot: bundled },
    },
    {
      name: 'k6-scripts-stand-alone',
      comment: 'k6 has neither Node nor packages: only relative imports and its own modules.',
      severity: 'error',
      from: { path: '^load/(search|attachments|shared/)|^installation/loopback', pathNot: tests },
      to: { dependencyTypes: ['core', 'npm', 'npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '@types/k6' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js'] },
  },
};
