import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { check, type Problem } from '../../server/language/check';
import { read } from '../../server/language/document';

const definition = (environment: string, more = '') =>
  `{ "ModelName": "bad name!!", "PrimaryContainer": { "Image": "{{fill}}", "Environment": ${environment} }${more} }`;

const sentences = ({ message, fixes = [], related = [] }: Problem) => [
  message,
  ...fixes.map((it) => it.title),
  ...related.map((it) => it.message),
];

const said = (text: string) => check(read(text)).flatMap(sentences).join('\n');

suite('a value of the wrong kind under the name of a secret', () => {
  for (const value of ['["x"]', '[]', '{}', '{ "a": {} }', '[[]]', 'null', 'true', '1', '1e999', '""', '"x"'])
    test(`${value} hides nothing else that is wrong`, () => {
      const problems = check(read(definition(`{ "SECRET": ${value}, "HF_TOKEN": "hf_abcdefghijklmnopqrstuvwxyz" }`)));
      const found = problems.map((it) => it.rule);
      for (const it of ['malformed-value', 'placeholder', 'secret-in-environment']) assert.ok(found.includes(it), it);
    });
  test('is as wrong as under any other name', () => {
    const rules = (name: string) => check(read(definition(`{ "${name}": ["x"] }`))).map((it) => it.rule);
    assert.deepEqual(rules('SECRET'), rules('PLAIN'));
  });
});

suite('a secret is never repeated', () => {
  const secret = 'sup3rS3cretW0rd';
  for (const value of [
    `"${secret}"`,
    `'${secret}'`,
    `["${secret}"]`,
    `[["${secret}", 'x']]`,
    `{ "a": "${secret}" }`,
    `{ "a": ["${secret}"] }`,
    `['${secret}',]`,
    secret,
    `"${secret}`,
    `"${secret}" "x"`,
    `“${secret}”`,
    `${secret.slice(0, 5)} ${secret.slice(5)}`,
  ])
    for (const text of [
      definition(`{ "DB_PASSWORD": ${value} }`),
      definition('{}', `, "DB_PASSWORD": ${value}`),
      definition(`[ { "DB_PASSWORD": ${value} } ]`),
      `{ "DB_PASSWORD": ${value} }`,
    ])
      test(text, () => assert.ok(!said(text).includes(secret.slice(0, 5)), said(text)));
  test('by its form, wherever it is', () => {
    const key = 'hf_abcdefghijklmnopqrstuvwxyz';
    for (const text of [definition(`{ "A": ["${key}"] }`), definition(`{ "A": { "${key}": '${key}' } }`)])
      assert.ok(!said(text).includes('hf_abc'), said(text));
  });
  test('in front of the host of an image', () => {
    for (const image of [
      'https://me:hunter22@registry.example.com/churn:1',
      'me:hunter22@registry.example.com/churn:1',
      'http://me:hunter22@111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn',
    ]) {
      const text = definition('{}').replace('{{fill}}', image);
      assert.doesNotMatch(said(text), /hunter22/, image);
    }
  });
  test('and what is none is quoted', () => {
    assert.match(said(definition('{ "PLAIN": quoted }')), /quoted/);
    assert.match(said(definition('{}', `, "Mode": 'SingleModel'`)), /SingleModel/);
  });
});
