/** The page about the rules, written from the rules themselves. */
import { rules } from '../../server/language/rules';
import type { Rule } from '../../server/language/rules/rule';
import type { Fix } from '../../server/language/types';
import { problemsOf } from '../language/messages';
import { carets } from '../support/marked';

const opening = `# Rules

What is checked in a definition, rule by rule. A rule's severity is yours to set:

\`\`\`jsonc
"sagemakerModel.rules": { "latest-tag": "off", "no-role": "information" }
\`\`\`

This page is written from the rules by \`npm run docs\`.
`;

/** The whole page, as Markdown. */
export function rulesPage(): string {
  const sorted = rules.toSorted((a, b) => (a.id < b.id ? -1 : 1));
  return [opening, ...sorted.map(section)].join('\n');
}

function section(rule: Rule): string {
  const { text } = carets(rule.invalidExample);
  const found = problemsOf({ ...rule, rule: rule.id, text });
  const [first] = found;
  const fixes = found.find((it) => it.fixes?.length)?.fixes?.map(offer);
  const short = text.length > 800 ? `${text.slice(0, 600).trimEnd()}\n…` : text.trim();
  return [
    `## ${rule.id}\n`,
    `${rule.rationale} Severity: ${rule.severity}.\n`,
    `\`\`\`jsonc\n${short}\n\`\`\`\n`,
    first && `> ${first.message.replace(/[<>]/g, '\\$&')}\n`,
    fixes && `The light bulb offers: ${fixes.join('; or ')}.\n`,
  ]
    .filter((it) => it !== undefined)
    .join('\n');
}

const offer = ({ title, isSafe }: Fix) => `${title.replace(/[<>]/g, '\\$&')}${isSafe ? ' (also on saving)' : ''}`;
