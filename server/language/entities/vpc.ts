/** What is said of the ids of subnets and security groups. */
import { consoleOf } from '../../../knowledge/partitions';
import { asUsed } from './known';
import type { EntityContext, EntityProvider } from './meaning';

/** Things with a page in the console of the VPC. @param id what an id looks like */
const onPage = (names: 'subnet' | 'security-group', id: RegExp, page: string): EntityProvider => ({
  ...asUsed(names),
  link: (text: string, around: EntityContext) => {
    const region = around.region();
    const console = region === undefined ? undefined : consoleOf(region);
    return console && id.test(text) ? `https://${console}/vpcconsole/home?region=${region}#${page}=${text}` : undefined;
  },
});

export const subnet = onPage('subnet', /^subnet-[0-9a-f]+$/, 'SubnetDetails:subnetId');
export const securityGroup = onPage('security-group', /^sg-[0-9a-f]+$/, 'SecurityGroup:groupId');
