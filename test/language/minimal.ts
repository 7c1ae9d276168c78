/** Short definitions that are right, but for what is put into them. */

export const role = '"ExecutionRoleArn": "arn:aws:iam::111122223333:role/r"';
export const image = '"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/churn:1"';
export const one = (container: string, more = '') =>
  `{ "ModelName": "m", ${role}, "PrimaryContainer": { ${container} }${more} }`;
export const many = (containers: readonly string[], more = '') =>
  `{ "ModelName": "m", ${role}, "Containers": [${containers.map((it) => `{ ${image}, ${it} }`).join(', ')}]${more} }`;
export const source = (members: string) => one(`${image}, "ModelDataSource": { "S3DataSource": { ${members} } }`);
export const vpc =
  ', "VpcConfig": { "SecurityGroupIds": ["sg-0a1b2c3d4e5f60718"], "Subnets": ["subnet-0a1b2c3d", "subnet-0a1b2c3e"] }';
export const environment = (entries: string) => one(`${image}, "Environment": { ${entries} }`);

/** A container of a repository's image, which reads some variables. */
export const reading = (repository: string, entries: string, more = '', request = '') =>
  one(
    `"Image": "111122223333.dkr.ecr.eu-west-1.amazonaws.com/${repository}", "Environment": { ${entries} }${more}`,
    request,
  );
