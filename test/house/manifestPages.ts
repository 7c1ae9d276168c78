/** What pages say of the settings, the commands and the pictures, written from the manifest and from the list of pictures. */

interface Command {
  readonly command: string;
  readonly title: string;
}

/** A command in a menu. */
interface Placed {
  readonly command: string;
  readonly when?: string;
}

interface Setting {
  readonly default: unknown;
  readonly markdownDescription: string;
}

/** What of the manifest is told. */
export interface Told {
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly Placed[]>>;
    readonly configuration: { readonly properties: Readonly<Record<string, Setting>> };
  };
}

type Strings = Readonly<Record<string, string>>;

/** Where a menu is, in the words of a person who looks for it. */
const places: Readonly<Record<string, string>> = {
  'editor/title': 'title bar',
  'editor/context': 'menu of the editor',
  'explorer/context': 'menu of the explorer',
  'view/title': 'title of the view',
  'view/item/context': 'menu of a row',
};

const translated = (text: string, strings: Strings) => {
  const key = /^%(.+)%$/.exec(text)?.[1];
  return key === undefined ? text : (strings[key] ?? text);
};

/** A row of a table; a setting that is named as VS Code links it is code here. */
const row = (...cells: readonly string[]) =>
  `| ${cells.map((it) => it.replaceAll('|', '\\|').replace(/`#([\w.]+)#`/g, '`$1`')).join(' | ')} |`;

const table = (head: readonly string[], rows: readonly string[]) =>
  [row(...head), row(...head.map(() => '---')), ...rows].join('\n');

/** The settings in their order, each with its default. */
export function settingsTable({ contributes }: Told, strings: Strings): string {
  const rows = Object.entries(contributes.configuration.properties).map(([name, it]) =>
    row(`\`${name}\``, `\`${JSON.stringify(it.default)}\``, translated(it.markdownDescription, strings)),
  );
  return table(['setting', 'default', 'what it does'], rows);
}

/** The commands that a person finds somewhere, each with where that is. */
export function commandsTable({ contributes }: Told, strings: Strings): string {
  const { commandPalette = [], ...menus } = contributes.menus;
  const rows = contributes.commands.flatMap(({ command, title }) => {
    const isHidden = commandPalette.some((it) => it.command === command && it.when === 'false');
    const found = Object.entries(menus).filter(([, them]) => them.some((it) => it.command === command));
    const where = [...(isHidden ? [] : ['palette']), ...found.map(([menu]) => places[menu] ?? menu)];
    return where.length > 0 ? [row(translated(title, strings), `\`${command}\``, where.join(', '))] : [];
  });
  return table(['command', 'id', 'where'], rows);
}

/** A page with what stands between its marks of a name put in the place of what stood there. */
export function withPart(page: string, name: string, part: string): string {
  const [begin, end] = [`<!-- ${name}, by npm run docs -->`, `<!-- end of ${name} -->`];
  const [before, rest, ...more] = page.split(begin);
  const after = rest?.split(end)[1];
  if (after === undefined || more.length > 0) throw new Error(`The page has no one pair of marks of ${name}.`);
  return `${before}${begin}\n\n${part}\n\n${end}${after}`;
}

/** The page of all pictures, in light and dark. */
export function tourPage(shown: Readonly<Record<string, string>>): string {
  const pictures = Object.entries(shown).map(([name, what]) =>
    [
      `## ${what}\n`,
      `![${what}, in light colours](images/${name}.png)\n`,
      `![${what}, in dark colours](images/dark/${name}.png)\n`,
    ].join('\n'),
  );
  const opening = `# A tour in pictures\n\nEach picture in light and in dark colours, made by \`npm run screenshots\`.\n`;
  return [opening, ...pictures].join('\n');
}

/** A page and what it refers to. */
export type Pages = Readonly<Record<string, string>>;

/** The pictures that pages show, as paths from the root. */
const picturesOf = (file: string, text: string) =>
  [...text.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)|<img[^>]*\ssrc="([^"]+)"/g)].map(([, inMarkdown, inHtml]) =>
    new URL(inMarkdown ?? inHtml ?? '', `file:///${file}`).pathname.slice(1),
  );

/** Pictures that a page shows and that are not there, and such that are there and that no page shows. */
export function picturesAstray(pages: Pages, files: readonly string[]): string[] {
  const shown = Object.entries(pages).flatMap(([file, text]) => picturesOf(file, text).map((it) => ({ file, it })));
  return [
    ...shown.filter(({ it }) => !files.includes(it)).map(({ file, it }) => `${file} shows ${it}, which is not there`),
    ...files.filter((file) => !shown.some(({ it }) => it === file)).map((file) => `no page shows ${file}`),
  ];
}

/** Operations of AWS that the product asks for and a page does not name, and such that it names and nobody asks for. */
export function operationsAstray(page: string, source: string): string[] {
  const asked = new Set([...source.matchAll(/new (\w+)Command\(/g)].map((it) => it[1] ?? ''));
  const named = new Set([...page.matchAll(/`(?:sagemaker|sts):(\w+)`/g)].map((it) => it[1] ?? ''));
  return [
    ...[...asked].filter((it) => !named.has(it)).map((it) => `${it} is asked for, and not named`),
    ...[...named].filter((it) => !asked.has(it)).map((it) => `${it} is named, and not asked for`),
  ];
}
