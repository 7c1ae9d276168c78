import assert from 'node:assert/strict';
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, suite, test } from 'node:test';
import { bin } from '../../package.json';

const [, major = '0', minor = '0'] =
  /^NVIM v(\d+)\.(\d+)/.exec(spawnSync('nvim', ['--version'], { encoding: 'utf8' }).stdout ?? '') ?? [];
const release = Number(major) * 1000 + Number(minor);
const isHere = release >= 10 && process.platform !== 'win32';

const [since11 = '', before11 = ''] = [
  ...readFileSync('docs/editors.md', 'utf8').matchAll(/^```lua\n(.*?)^```$/gms),
].map(([, code]) => code);

const root = mkdtempSync(path.join(tmpdir(), 'nvim-'));
after(() => rmSync(root, { recursive: true, force: true }));
let count = 0;

interface Shown {
  readonly file: string;
  readonly code: string;
  readonly severity: number;
  /** The text that is underlined. */
  readonly text: string;
}

const allShown = `vim.tbl_map(function(it)
  return {
    file = vim.fs.basename(vim.api.nvim_buf_get_name(it.bufnr)),
    code = it.code,
    severity = it.severity,
    text = (vim.api.nvim_buf_get_lines(it.bufnr, it.lnum, it.lnum + 1, false)[1] or ""):sub(it.col + 1, it.end_col),
  }
end, vim.diagnostic.get())`;

/** The lines of the windows that float over the text. */
const floating = `vim.iter(vim.api.nvim_list_wins())
  :filter(function(it) return vim.api.nvim_win_get_config(it).relative ~= "" end)
  :map(function(it) return vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(it), 0, -1, false) end)
  :flatten():totable()`;

const lines = 'vim.api.nvim_buf_get_lines(0, 0, -1, false)';

/** A Neovim without a window, in which somebody has opened a file of a folder. */
class Neovim {
  readonly #socket: string;
  readonly #folder = path.join(root, String(++count));
  readonly #process: ReturnType<typeof spawn>;

  /** @param init what stands in its `init.lua`; @param files of the folder, the first of which is opened */
  constructor(init: string, files: Readonly<Record<string, string>>) {
    mkdirSync(path.join(this.#folder, '.git'), { recursive: true });
    this.#socket = path.join(this.#folder, 'socket');
    const command = 'sagemaker-model-language-server';
    const starter = `#!/bin/sh\nexec '${process.execPath}' '${path.resolve(bin[command])}' "$@"\n`;
    for (const [file, text] of Object.entries({ 'init.lua': init, [command]: starter, ...files })) {
      mkdirSync(path.dirname(path.join(this.#folder, file)), { recursive: true });
      writeFileSync(path.join(this.#folder, file), text);
    }
    chmodSync(path.join(this.#folder, command), 0o755);
    const homes = ['XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_CACHE_HOME'];
    this.#process = spawn(
      'nvim',
      ['--headless', '-n', '-i', 'NONE', '-u', 'init.lua', '--listen', this.#socket, Object.keys(files)[0] ?? ''],
      {
        cwd: this.#folder,
        stdio: 'ignore',
        env: {
          ...process.env,
          ...Object.fromEntries(homes.map((it) => [it, path.join(this.#folder, it)])),
          PATH: `${this.#folder}:${process.env.PATH}`,
        },
      },
    );
  }

  #remote(...args: string[]): string {
    return execFileSync('nvim', ['--server', this.#socket, ...args], { encoding: 'utf8', stdio: 'pipe' });
  }

  /** Presses keys, in Vim's notation. */
  keys(keys: string): void {
    this.#remote('--remote-send', keys);
  }

  /** The value of an expression in Lua. */
  value<Value>(lua: string): Value {
    return JSON.parse(this.#remote('--remote-expr', `luaeval('vim.json.encode(${lua.replaceAll("'", "''")})')`));
  }

  /** Waits until the value of an expression is as it should be, and answers it. */
  async until<Value>(lua: string, isSo: (value: Value) => boolean): Promise<Value> {
    let last: unknown = 'nothing';
    for (const end = Date.now() + 20_000; Date.now() < end; await new Promise((resolve) => setTimeout(resolve, 50)))
      try {
        const value = this.value<Value>(lua);
        if (isSo(value)) return value;
        last = value;
      } catch (error) {
        // It may not listen yet.
        last = error;
      }
    assert.fail(`It did not come to this, but to ${JSON.stringify(last)}`);
  }

  async quit(): Promise<void> {
    const ended = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill();
    await ended;
  }
}

const text = `{
  "Tags": [{ "Key": "team", "Value": "é" }], "VpcConfig": null, "modelName": "churn",
  "PrimaryContainer": {
  },
}
`;
const files = {
  'churn.sagemaker-model.json': text,
  'other.sagemaker-model.json': '{ "ModelName": "other_model" }',
  'archive/old.sagemaker-model.json': '\ufeff{}',
  'package.json': '{,}',
};

/** Whether a problem is one of what nobody has opened. */
const isElsewhere = ({ file }: Shown) => file === 'other.sagemaker-model.json';

const snippets = [
  {
    since: 11,
    init: since11,
    of: 'the snippet for 0.11 and newer',
    typed: '"',
    picked: 'ImageC<C-n><C-y>',
    written: ['  "ImageConfig": {', '    "RepositoryAccessMode": ""', '  }'],
  },
  {
    since: 10,
    init: before11,
    of: 'the snippet for 0.10',
    typed: '"Ima<C-x><C-o>',
    picked: '<C-y>',
    written: ['  "Image": ""'],
  },
];

suite('Neovim, as docs/editors.md sets it up', { skip: !isHere && 'there is no Neovim of 0.10 or newer here' }, () => {
  for (const { init, of, typed, picked, written } of snippets.filter((it) => release >= it.since))
    suite(`with ${of}`, () => {
      const inNeovim = async (run: (neovim: Neovim) => Promise<void>) => {
        const neovim = new Neovim(init, files);
        try {
          await neovim.until<Shown[]>(allShown, (found) => found.some(({ file }) => file.startsWith('churn')));
          await run(neovim);
        } finally {
          await neovim.quit();
        }
      };

      test('shows the problems of what is open and what is not, where they are and as bad as is set', () =>
        inNeovim(async (neovim) => {
          const found = await neovim.until<Shown[]>(allShown, (all) => all.some(isElsewhere));
          const here = found.filter(({ file }) => file === 'churn.sagemaker-model.json');
          assert.deepEqual(
            here.filter(({ code }) => /member|comma/.test(code)),
            [
              { file: 'churn.sagemaker-model.json', code: 'misspelt-member', severity: 1, text: '"modelName"' },
              { file: 'churn.sagemaker-model.json', code: 'trailing-comma', severity: 2, text: ',' },
            ],
          );
          assert.ok(found.filter(isElsewhere).some(({ code }) => code === 'malformed-value'));
          assert.deepEqual(neovim.value('vim.bo.syntax'), 'json');
        }));

      test('completes a member while it is typed, on lines that are indented like those around them', () =>
        inNeovim(async (neovim) => {
          neovim.keys(`3Go${typed}`);
          await neovim.until<number>('vim.fn.pumvisible()', (isOpen) => isOpen === 1);
          neovim.keys(picked);
          const expected = text.split('\n').toSpliced(3, 0, ...written);
          await neovim.until<string[]>(lines, (found) => found.join('\n') === expected.join('\n').trimEnd());
        }));

      test('explains what is under the cursor', () =>
        inNeovim(async (neovim) => {
          neovim.keys('3G0wwK');
          const [first] = await neovim.until<string[]>(floating, (found) => found.length > 2);
          assert.match(first ?? '', /^(\*\*)?PrimaryContainer/);
        }));

      test('corrects a mistake', () =>
        inNeovim(async (neovim) => {
          neovim.keys('2G0/modelName<CR>');
          const only = `function(it) return it.title == 'Change to ModelName' end`;
          neovim.keys(`:lua vim.lsp.buf.code_action({ apply = true, filter = ${only} })<CR>`);
          await neovim.until<string[]>(lines, (found) => found[1] === text.split('\n')[1]?.replace('modelN', 'ModelN'));
        }));

      if (init === since11)
        test('leaves out what is set, until it is opened, and tells of a byte order mark, which Neovim takes away', () =>
          inNeovim(async (neovim) => {
            const old = (found: readonly Shown[]) => found.filter(({ file }) => file.startsWith('old'));
            assert.deepEqual(old(await neovim.until<Shown[]>(allShown, (found) => found.some(isElsewhere))), []);
            neovim.keys(':edit archive/old.sagemaker-model.json<CR>');
            await neovim.until<Shown[]>(allShown, (found) => old(found).some(({ code }) => code === 'byte-order-mark'));
          }));
    });
});
