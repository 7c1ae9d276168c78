/** Values to start from, as snippets. */
import type { Stops, TextStyle } from '../text/snippet';
import type { Shape } from './shape';

/** A value of a shape with all that is required in it, as a snippet. */
export function template(shape: Shape, stops: Stops, indent: string, style: TextStyle): string {
  const deeper = indent + style.indent;
  switch (shape.kind) {
    case 'text':
      return `"$${stops.next()}"`;
    case 'flag':
      return `\${${stops.next()}|true,false|}`;
    case 'choice': {
      const names = Object.keys(shape.values);
      const first =
        shape.default === undefined
          ? names
          : [String(shape.default), ...names.filter((it) => it !== String(shape.default))];
      const choices = `\${${stops.next()}|${first.join(',')}|}`;
      return shape.of === 'number' ? choices : `"${choices}"`;
    }
    case 'dict':
      return `{${style.eol}${deeper}$${stops.next()}${style.eol}${indent}}`;
    case 'list': {
      const item =
        shape.item.kind === 'struct'
          ? template(shape.item, stops, deeper, style)
          : template(shape.item, stops, indent, style);
      return shape.item.kind === 'struct' ? `[${style.eol}${deeper}${item}${style.eol}${indent}]` : `[${item}]`;
    }
    case 'struct': {
      const required = Object.entries(shape.members).filter(([, it]) => it.required);
      if (required.length === 0) return `{${style.eol}${deeper}$${stops.next()}${style.eol}${indent}}`;
      const lines = required.map(([name, it]) => `${deeper}"${name}": ${template(it, stops, deeper, style)}`);
      return `{${style.eol}${lines.join(`,${style.eol}`)}${style.eol}${indent}}`;
    }
  }
}
