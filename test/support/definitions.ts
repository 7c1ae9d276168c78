/** The definitions that must be clean: what examples/ shows and the traps in test/support/valid. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface Definition {
  readonly name: string;
  readonly text: string;
}

/** All of them, by file; tests run in the project's folder. */
export function validDefinitions(): Definition[] {
  return ['examples', 'test/support/valid'].flatMap((folder) =>
    readdirSync(folder)
      .filter((it) => it.endsWith('.sagemaker-model.json'))
      .map((it) => ({ name: path.posix.join(folder, it), text: readFileSync(path.join(folder, it), 'utf8') })),
  );
}
