import assert from 'node:assert/strict';
import path from 'node:path';
import { suite, test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { assertNames, naming } from '../support/facts';
import { broken, clean, folder, lint, name, write } from './linter';
import { run, validate } from './sarif';

const related = clean.replace('"ModelName": "churn",', '"ModelName": "churn",\n  "ModelName": "churn",');

suite('the linter speaks SARIF 2.1.0', () => {
  test('the schema would notice', () => {
    const log = JSON.parse(lint([write(name('clean'), clean), '--format=sarif']).stdout);
    assert.equal(validate(log), true);
    log.runs[0].results.push({ level: 'hint' });
    assert.equal(validate(log), false);
  });
  test('with nothing found', () => {
    const { results, invocations, tool } = run([write(name('clean'), clean)]);
    assert.deepEqual(results, []);
    assert.equal(invocations[0].executionSuccessful, true);
    assert.equal(tool.driver.name, 'sagemaker-model-lint');
  });
  test('with problems of every severity', () => {
    const file = write(
      name('levels'),
      clean
        .replace(':1"', ':latest", "Nonsense": 1')
        .replace('"churn"', '"churn model"')
        .replace('"ExecutionRoleArn"', '"EnableNetworkIsolation": "true",\n  "ExecutionRoleArn"'),
    );
    const { results, tool } = run([file, '--rule=latest-tag=information']);
    assert.deepEqual([...new Set(results.map((it: { level: string }) => it.level))].sort(), [
      'error',
      'note',
      'warning',
    ]);
    for (const { ruleId, ruleIndex } of results) assert.equal(tool.driver.rules[ruleIndex].id, ruleId);
  });
  test('with the place of a problem', () => {
    const [{ locations }] = run([write(name('broken'), broken)]).results;
    assert.deepEqual(locations[0].physicalLocation.region, {
      startLine: 2,
      startColumn: 16,
      endLine: 2,
      endColumn: 29,
    });
  });
  test('with the other place that a problem has to do with', () => {
    const { results } = run([write(name('related'), related)]);
    const [{ relatedLocations }] = results.filter((it: { ruleId: string }) => it.ruleId === 'duplicate-member');
    assert.equal(relatedLocations[0].physicalLocation.region.startLine, 2);
    assert.ok(relatedLocations[0].message.text);
  });
  test('with fixes that can be carried out', () => {
    const file = write(name('fixes'), broken);
    const fixes = run([file]).results.flatMap((it: { fixes?: unknown[] }) => it.fixes ?? []);
    assert.equal(fixes.length, 1);
    const [{ artifactChanges, description }] = fixes;
    assertNames(description.text, naming('ExecutionRoleArn'));
    const [{ deletedRegion, insertedContent }] = artifactChanges[0].replacements;
    const line = broken.split('\n')[deletedRegion.startLine - 1] ?? '';
    assert.equal(line.slice(deletedRegion.startColumn - 1, deletedRegion.endColumn - 1), '"executionRoleArn"');
    assert.equal(insertedContent.text, '"ExecutionRoleArn"');
  });
  for (const odd of ['with spaces', 'a#b', '100%', 'a%20b', 'größe', '模型', "it's (1)", 'a?b', 'a:b', 'sub/😀'])
    test(`with an address that leads back to "${odd}"`, () => {
      const file = write(name(odd), broken);
      for (const it of [file, path.join(folder, file)]) {
        const { results, originalUriBaseIds } = run([it]);
        const { uri, uriBaseId } = results[0].locations[0].physicalLocation.artifactLocation;
        assert.equal(uriBaseId, it === file ? '%SRCROOT%' : undefined);
        const base = originalUriBaseIds['%SRCROOT%'].uri;
        assert.equal(base, `${pathToFileURL(folder).href}/`);
        assert.equal(fileURLToPath(new URL(uri, base)), path.join(folder, file));
      }
    });
  test('with a file outside of the folder in which it runs', () => {
    const file = path.join('..', path.basename(folder), write(name('broken'), broken));
    const { uri } = run([file]).results[0].locations[0].physicalLocation.artifactLocation;
    assert.equal(uri, `../${path.basename(folder)}/broken.sagemaker-model.json`);
  });
  test('with what is read from standard input', () => {
    const uri = (args: string[]) =>
      run(args, { input: broken }).results[0].locations[0].physicalLocation.artifactLocation.uri;
    assert.equal(uri(['-']), '%3Cstdin%3E');
    assert.equal(uri(['--stdin-filename', 'a b.json']), 'a%20b.json');
  });
});
