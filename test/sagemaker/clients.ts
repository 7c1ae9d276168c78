/** Clients of a local SageMaker: the SDK's own, and bare requests for what the SDK would not send. */
import { SageMakerClient, type SageMakerClientConfig } from '@aws-sdk/client-sagemaker';
import { STSClient } from '@aws-sdk/client-sts';

const credentials = { accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'secret' };

/** The SDK's client, which tries once and says nothing of itself. */
export function clientOf({ url }: { readonly url: string }, more: Partial<SageMakerClientConfig> = {}) {
  return new SageMakerClient({ endpoint: url, region: 'eu-west-1', credentials, maxAttempts: 1, ...more });
}

export function stsClientOf({ url }: { readonly url: string }, accessKeyId = credentials.accessKeyId) {
  const key = { ...credentials, accessKeyId };
  return new STSClient({ endpoint: url, region: 'eu-west-1', credentials: key, maxAttempts: 1 });
}

/** Sends a body as it is, signed with a key for a region; answers with what came back. */
export async function post({ url }: { readonly url: string }, operation: string, body: string) {
  const now = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const scope = `${now.slice(0, 8)}/eu-west-1/sagemaker/aws4_request`;
  const response = await fetch(url, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': `SageMaker.${operation}`,
      'x-amz-date': now,
      authorization: `AWS4-HMAC-SHA256 Credential=${credentials.accessKeyId}/${scope}, SignedHeaders=host, Signature=0`,
    },
  });
  return { status: response.status, headers: response.headers, text: await response.text() };
}
