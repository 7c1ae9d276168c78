// In the place of VS Code's compiled logger: lines appended to a file, which is never rotated.
import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'critical'];
let level = levels.indexOf('info');

export const version = 'stand-in';
export const setLevel = (to) => {
  level = to;
};
export const setFlushOn = () => {};

export class Logger {
  constructor(_kind, _name, file) {
    mkdirSync(path.dirname(file), { recursive: true });
    let own = level;
    let plain = false;
    levels.forEach((name, at) => {
      this[name] = (message) => {
        if (at < own) return;
        const time = new Date().toISOString().replace('T', ' ').slice(0, -1);
        appendFileSync(file, plain ? String(message) : `${time} [${name === 'warn' ? 'warning' : name}] ${message}\n`);
      };
    });
    this.getLevel = () => own;
    this.setLevel = (to) => {
      own = to;
    };
    this.clearFormatters = () => {
      plain = true;
    };
    this.setPattern = () => {
      plain = false;
    };
    this.flush = () => {};
    this.drop = () => {};
  }
}

export const createRotatingLogger = async (name, file) => new Logger('rotating', name, file);
export const createAsyncRotatingLogger = createRotatingLogger;
