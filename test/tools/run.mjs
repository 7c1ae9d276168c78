// npm test: installs what is missing, then type check, lint and the three rings of tests.
//   npm test            all of it
//   npm test -- fast    without the third ring, which needs a VS Code
import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import { installMissing, root, run } from './install.mjs';

const step = (/** @type {string} */ what) => console.log(`\n— ${what}`);

// Of Node 20, the runner of tests is complete, and can count what is held, since 20.13.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 13)) {
  console.error(`The tests need Node 20.13 or newer, and this is ${process.versions.node}.`);
  process.exit(1);
}

// The SDK runs in VS Code, whose Node is new enough for it; these tests may run on an older one.
process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';

installMissing();
step('type check');
run('npm', 'run', '--silent', 'check');
step('lint');
run('npm', 'run', '--silent', 'lint');
step('language, wire and house');
run('npm', 'run', '--silent', 'package');
run(process.execPath, 'esbuild.mjs', '--tests');
const tests = readdirSync(path.join(root, 'out'), { recursive: true, encoding: 'utf8' }).filter((it) =>
  it.endsWith('.test.js'),
);
run(
  process.execPath,
  '--test',
  '--test-reporter=./test/tools/reporter.mjs',
  '--test-timeout=300000',
  // Node leaves one core alone, which on two of them leaves one.
  `--test-concurrency=${availableParallelism()}`,
  ...tests.map((it) => path.join('out', it)),
);
if (!process.argv.includes('fast')) {
  step('editor');
  run(process.execPath, 'test/editor/run.mjs');
}
console.log('\nAll that was run has passed.');
