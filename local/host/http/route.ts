import { type Refusal, refusal } from '../refusal.ts';

/** A route template of ASP.NET, compiled: `mail/{id}`, `files/{*path}`, `mail/{id?}`. */
export interface Route {
  readonly template: string;
  /** Lower wins: literal segments before parameters before a catch-all, from left to right. */
  readonly precedence: string;
  /** The parameters of a path that fits, decoded; undefined when it does not fit. */
  match(path: string): Readonly<Record<string, string>> | undefined;
}

const parameter = /^\{(\*{0,2})([A-Za-z_]\w*)(\?)?\}$/;

/** Compiles prefix and route of an HTTP trigger, or says what in them this host does not know. */
export function compileRoute(routePrefix: string, route: string): Route | Refusal {
  const template = [routePrefix, route].map(trimSlashes).filter(Boolean).join('/');
  const names = new Set<string>();
  let pattern = '^';
  let precedence = '';
  for (const segment of template.split('/')) {
    const [isParameter, stars, name, optional] = parameter.exec(segment) ?? [];
    if (name && names.has(name)) return refusal(`Its route "${template}" has {${name}} twice.`);
    if (name) names.add(name);
    if (!isParameter && /[{}]/.test(segment)) {
      return refusal(
        `Its route "${template}" has the segment "${segment}". This host knows text, {name}, {name?} and {*name}.`,
      );
    }
    if (!isParameter) {
      pattern += `/${segment.replace(/[.*+?^$()|[\]\\]/g, '\\$&')}`;
      precedence += '1';
    } else if (stars) {
      pattern += `(?:/(?<${name}>.*))?`;
      precedence += '5';
    } else {
      pattern += optional ? `(?:/(?<${name}>[^/]+))?` : `/(?<${name}>[^/]+)`;
      precedence += '3';
    }
  }
  const compiled = new RegExp(`${pattern}/?$`, 'i'); // ASP.NET: case does not matter, a last slash neither
  return { template, precedence, match: (path) => parameters(compiled.exec(path)) };
}

/** The `{parts}` of a match. A part that cannot be decoded stays as it came. */
function parameters(match: RegExpExecArray | null): Record<string, string> | undefined {
  if (!match) return undefined;
  const present = Object.entries(match.groups ?? {}).filter(([, value]) => value !== undefined);
  return Object.fromEntries(present.map(([name, value]) => [name, decode(value)]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function trimSlashes(text: string): string {
  return text.replace(/^\/+|\/+$/g, '');
}
