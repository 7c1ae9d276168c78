/** Offers an action after a failure, such as signing in, and then tries again. */
import * as l10n from '@vscode/l10n';
import { isFailure, type Remedy } from '../../aws/failure';
import type { Ui } from './ui';

/** @returns what the button is called that does what helps */
function remedyInWords(remedy: Remedy): string {
  return {
    chooseProfile: l10n.t('Choose Profile'),
    chooseRegion: l10n.t('Choose Region'),
    openSettings: l10n.t('Open Settings'),
    retry: l10n.t('Try Again'),
    showLog: l10n.t('Show Log'),
    signIn: l10n.t('Sign In'),
  }[remedy];
}

/**
 * Does something that asks AWS; says what went wrong, and does it again as long as the person mends that.
 * @returns nothing where the person has given up, or has stopped it
 */
export async function withRemedies<T>(ui: Ui, task: () => Promise<T>): Promise<T | undefined> {
  for (;;) {
    try {
      return await task();
    } catch (error) {
      if (!isFailure(error)) throw error;
      if (error.kind === 'cancelled') return undefined;
      const action = remedyInWords(error.remedy);
      if ((await ui.tell('error', error.message, action)) !== action) return undefined;
      if (!(await ui.remedy(error))) return undefined;
    }
  }
}
