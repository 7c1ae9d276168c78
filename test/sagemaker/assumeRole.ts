/** AssumeRole of STS, which takes each code of an MFA device once. */
import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

export interface RoleService {
  readonly url: string;
  /** The codes that came with requests, in order; one that is taken out is good again. */
  readonly codes: string[];
  /** How many network connections are open. */
  connections(): Promise<number>;
  stop(): Promise<void>;
}

/** @param keyOf the access key ID that the nth role session gets */
export async function startRoles(keyOf: (n: number) => string = (n) => `ASIAIOSFODNN7EXAMP${n}`): Promise<RoleService> {
  const codes: string[] = [];
  let sessions = 0;
  const server = createServer(async (request, response) => {
    const code = new URLSearchParams(await text(request)).get('TokenCode') ?? '';
    const isRefused = code !== '' && codes.includes(code);
    codes.push(code);
    response.writeHead(isRefused ? 403 : 200, { 'content-type': 'text/xml' });
    response.end(isRefused ? refusal() : session(keyOf(++sessions)));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    codes,
    connections: () =>
      new Promise((resolve, reject) =>
        server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
      ),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const namespace = 'xmlns="https://sts.amazonaws.com/doc/2011-06-15/"';

const refusal = () =>
  `<ErrorResponse ${namespace}><Error><Type>Sender</Type><Code>AccessDenied</Code><Message>The code was used before.</Message></Error><RequestId>${randomUUID()}</RequestId></ErrorResponse>`;

function session(key: string): string {
  const expiration = new Date(Date.now() + 3_600_000).toISOString();
  const credentials = `<AccessKeyId>${key}</AccessKeyId><SecretAccessKey>secret</SecretAccessKey><SessionToken>token</SessionToken><Expiration>${expiration}</Expiration>`;
  const user = '<Arn>arn:aws:sts::111122223333:assumed-role/Admin/me</Arn><AssumedRoleId>AROAX:me</AssumedRoleId>';
  return `<AssumeRoleResponse ${namespace}><AssumeRoleResult><AssumedRoleUser>${user}</AssumedRoleUser><Credentials>${credentials}</Credentials></AssumeRoleResult></AssumeRoleResponse>`;
}
