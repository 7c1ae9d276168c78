// Prints the tests that fail, those that were not run and why, and at the end how many there were of each.

/** Whether what failed did so only because a test in it did. @param {Error & { failureType?: string }} error */
const isOfTests = ({ failureType }) => failureType === 'subtestsFailed';

/** @param {AsyncIterable<import('node:test/reporters').TestEvent>} events */
export async function* report(events) {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for await (const { type, data } of events) {
    if (type === 'test:pass' && data.details.type !== 'suite' && data.skip === undefined) passed++;
    if (type === 'test:pass' && data.skip !== undefined) {
      skipped++;
      yield `– not run: ${data.name} (${data.skip})\n`;
    }
    // A suite fails with its tests, which are named already, or because it cannot even name them.
    if (type === 'test:fail' && !isOfTests(data.details.error)) {
      failed++;
      const { cause } = data.details.error;
      yield `✖ ${data.name}\n  ${data.file}:${data.line}\n${cause instanceof Error ? cause.stack : (cause ?? data.details.error)}\n\n`;
    }
    if (type === 'test:stderr' || type === 'test:stdout') yield data.message;
  }
  yield `\n${passed} passed, ${failed} failed, ${skipped} skipped\n`;
}

// Node's test runner takes the default export of a module as the reporter.
// biome-ignore lint/style/noDefaultExport: as Node wants it
export default report;
