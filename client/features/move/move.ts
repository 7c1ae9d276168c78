/** Move to Region: rewrites a definition for another Region after the user has confirmed the changes. */
import * as l10n from '@vscode/l10n';
import type { Dialog } from '../../ui/ui';

export interface MoveHost {
  readonly ui: Dialog;
  /** Lets the person choose a region. */
  chooseRegion(): Promise<string | undefined>;
  /**
   * Shows what would change, and changes what the person agrees to.
   * @returns the region that the definition was for, where it says; and whether there was something to change, and it was
   * changed; `edited` where the person has written in it meanwhile
   */
  rewrite(
    region: string,
  ): Promise<{ readonly from?: string; readonly done: 'nothing' | 'changed' | 'discarded' | 'edited' }>;
  /** Marks what only the person can judge. @returns how many places that are */
  mark(from: string | undefined, to: string): Promise<number>;
  showFirstMark(): Promise<void>;
}

/** @param region where it is to be; nothing where the person is to choose */
export async function moveDefinition(host: MoveHost, region?: string): Promise<void> {
  const { ui } = host;
  const to = region ?? (await host.chooseRegion());
  if (to === undefined) return;
  const { from, done } = await host.rewrite(to);
  if (done === 'discarded') return;
  if (done === 'edited')
    return void (await ui.tell(
      'warning',
      l10n.t('The definition has changed meanwhile, so nothing was written. Move it again.'),
    ));
  if (done === 'nothing')
    return void (await ui.tell(
      'information',
      l10n.t('There is nothing in this definition that could be written for {0}.', to),
    ));
  const left = await host.mark(from, to);
  if (left === 0) return void (await ui.tell('information', l10n.t('The definition is written for {0}.', to)));
  const show = l10n.t('Show');
  const message =
    left === 1
      ? l10n.t('The definition is written for {0}. One place is marked that only you can judge.', to)
      : l10n.t('The definition is written for {0}. {1} places are marked that only you can judge.', to, left);
  if ((await ui.tell('information', message, show)) === show) await host.showFirstMark();
}
