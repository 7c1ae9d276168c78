import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { type ConnectionInputs, connectionFrom, isSame } from '../../aws/connection';

const nothing: ConnectionInputs = { chosen: {}, settings: {}, profiles: [], environment: {} };
const from = (circumstances: Partial<ConnectionInputs>) => connectionFrom({ ...nothing, ...circumstances });
const dev = { name: 'dev', region: 'eu-west-1' };
const byDefault = { name: 'default', region: 'us-west-2' };

suite('the profile', () => {
  test('is what was chosen, then the setting, then the environment, then the one called default', () => {
    const all = {
      chosen: { profile: 'a' },
      settings: { profile: 'b' },
      environment: { AWS_PROFILE: 'c' },
      profiles: [byDefault],
    };
    assert.deepEqual(from(all).profile, { value: 'a', source: 'chosen' });
    assert.deepEqual(from({ ...all, chosen: {} }).profile, { value: 'b', source: 'setting' });
    assert.deepEqual(from({ ...all, chosen: {}, settings: {} }).profile, { value: 'c', source: 'environment' });
    assert.deepEqual(from({ profiles: [byDefault] }).profile, { value: 'default', source: 'default' });
  });
  test('is none where the environment has keys and nobody names one', () => {
    const environment = { AWS_ACCESS_KEY_ID: 'AKIA' };
    assert.equal(from({ profiles: [byDefault], environment }).profile, undefined);
    assert.equal(from({ profiles: [byDefault], environment, settings: { profile: 'dev' } }).profile?.value, 'dev');
  });
  test('is known to be missing', () => {
    assert.equal(from({ settings: { profile: 'gone' }, profiles: [dev] }).profileExists, false);
    assert.equal(from({ settings: { profile: 'dev' }, profiles: [dev] }).profileExists, true);
    assert.equal(from({}).profileExists, true);
  });
});

suite('the region', () => {
  test('is what was chosen, then the setting, then the profile, then the environment', () => {
    const all = {
      chosen: { region: 'eu-north-1' },
      settings: { profile: 'dev', region: 'eu-south-1' },
      profiles: [dev],
      environment: { AWS_REGION: 'us-east-2', AWS_DEFAULT_REGION: 'us-west-1' },
    };
    assert.deepEqual(from(all).region, { value: 'eu-north-1', source: 'chosen' });
    assert.deepEqual(from({ ...all, chosen: {} }).region, { value: 'eu-south-1', source: 'setting' });
    const settings = { profile: 'dev' };
    assert.deepEqual(from({ ...all, chosen: {}, settings }).region, { value: 'eu-west-1', source: 'profile' });
    const { environment } = all;
    assert.deepEqual(from({ environment }).region, { value: 'us-east-2', source: 'environment' });
    assert.equal(from({ environment: { AWS_DEFAULT_REGION: 'us-west-1' } }).region?.value, 'us-west-1');
  });
  test('is none where nobody says which: there is no hidden default', () => {
    assert.equal(from({ profiles: [{ name: 'default' }] }).region, undefined);
    assert.equal(from({ settings: { region: ' ' }, environment: { AWS_REGION: '' } }).region, undefined);
  });
});

test('the address is that of the setting, the environment, the profile; the one for SageMaker goes first', () => {
  const profiles = [{ name: 'default', endpoint: 'http://profile' }];
  const environment = { AWS_ENDPOINT_URL: 'http://all', AWS_ENDPOINT_URL_SAGEMAKER: 'http://own' };
  assert.equal(from({ profiles, environment, settings: { endpoint: 'http://set' } }).endpoint?.value, 'http://set');
  assert.equal(from({ profiles, environment }).endpoint?.value, 'http://own');
  assert.equal(from({ profiles, environment: { AWS_ENDPOINT_URL: 'http://all' } }).endpoint?.value, 'http://all');
  assert.deepEqual(from({ profiles }).endpoint, { value: 'http://profile', source: 'profile' });
  assert.equal(from({}).endpoint, undefined);
});

test('two connections are the same where they lead to the same place, by whatever way', () => {
  const settings = { profile: 'dev', region: 'eu-west-1' };
  assert.ok(isSame(from({ settings, profiles: [dev] }), from({ settings: { profile: 'dev' }, profiles: [dev] })));
  assert.ok(!isSame(from({ settings }), from({ settings: { ...settings, region: 'eu-west-2' } })));
});
