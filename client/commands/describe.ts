/** Which model a person means, and where it is. */
import * as l10n from '@vscode/l10n';
import { Failure } from '../failure';
import type { Live, Session } from '../session';
import { type Target, targetOf } from '../target';

/** What counts of a text where only its outermost members are looked for: strings, comments, colons and brackets. */
const token = /"(?:[^"\\\n]|\\.)*"|\/\/.*|\/\*[\s\S]*?\*\/|[:{}[\]]/g;

/** The name of the model in a definition, which may not be JSON yet; nothing where no model can be called that. */
export function nameIn(text: string): string | undefined {
  let depth = 0;
  let [before, colon] = ['', ''];
  for (const [it] of text.matchAll(token)) {
    if (it.startsWith('/')) continue;
    if (depth === 1 && it.startsWith('"') && before === '"ModelName"' && colon === ':') return nameOf(it);
    if (/[{[]/.test(it)) depth++;
    else if (/[}\]]/.test(it)) depth--;
    if (it === ':') colon = it;
    else [before, colon] = [it, ''];
  }
  return undefined;
}

/** @param literal a string as JSON writes it */
function nameOf(literal: string): string | undefined {
  try {
    return targetOf(String(JSON.parse(literal)))?.name;
  } catch {
    return undefined;
  }
}

/**
 * The connection in which a model is.
 * @throws Failure where what was pasted names another account than the one of the credentials
 */
export async function whereIs(session: Session, { region, account }: Target): Promise<Live> {
  const live = await (region === undefined ? session.live() : session.elsewhere(region));
  const own = await live.account();
  if (account === undefined || own === undefined || account === own) return live;
  const message = l10n.t(
    'This model is in account {0}, and you are connected to {1}. Choose a profile of {0}.',
    account,
    own,
  );
  throw new Failure('denied', message, { remedy: 'chooseProfile' });
}
