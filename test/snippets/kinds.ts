/**
 * What each snippet is for: the file it is made for and, for a part of a unit, the section it stands in.
 * The tests read it; a snippet without a row here fails them.
 */
export interface Kind {
  /** The file that the snippet is inserted into. */
  file: string;
  /** For a part of a unit: the section whose lines it gives. `Install` brings its own header. */
  section?: 'Unit' | 'Service' | 'Install';
  /** Other files beside it: the prefix of the snippet that makes them, or their text. */
  beside?: Readonly<Record<string, { prefix: string } | { text: string }>>;
  /** Units of a user manager are judged as such. */
  scope?: 'user';
}

const unitBelowDropin = { text: '[Service]\nUser=demo\nGroup=demo\nExecStart=/bin/true\n' };

export const kinds: Readonly<Record<string, Kind>> = {
  service: { file: 'demo.service' },
  'service-notify': { file: 'demo.service' },
  'service-forking': { file: 'demo.service' },
  'service-oneshot': { file: 'demo.service' },
  'service-stack': { file: 'stack.service', beside: { 'part.service': { prefix: 'service-member' } } },
  'service-member': { file: 'part.service', beside: { 'stack.service': { prefix: 'service-stack' } } },
  'service-gunicorn': { file: 'demo.service' },
  'service-python': { file: 'demo.service' },
  'service-user': { file: 'demo.service', scope: 'user' },
  'service-template': { file: 'demo@.service' },
  'service-hardened': { file: 'demo.service' },
  dropin: { file: 'demo.service.d/override.conf', beside: { 'demo.service': unitBelowDropin } },
  'dropin-exec': { file: 'demo.service.d/override.conf', beside: { 'demo.service': unitBelowDropin } },
  socket: { file: 'demo.socket', beside: { 'demo.service': { prefix: 'service-socket' } } },
  'socket-unix': { file: 'demo.socket', beside: { 'demo.service': { prefix: 'service-socket' } } },
  'service-socket': { file: 'demo.service', beside: { 'demo.socket': { prefix: 'socket' } } },
  timer: { file: 'demo.timer', beside: { 'demo.service': { prefix: 'service-timer' } } },
  'timer-interval': { file: 'demo.timer', beside: { 'demo.service': { prefix: 'service-timer' } } },
  'service-timer': { file: 'demo.service', beside: { 'demo.timer': { prefix: 'timer' } } },
  path: { file: 'demo.path', beside: { 'demo.service': { prefix: 'service-path' } } },
  'service-path': { file: 'demo.service', beside: { 'demo.path': { prefix: 'path' } } },
  mount: { file: 'srv-my\\x2ddata.mount' },
  'mount-network': { file: 'srv-data.mount' },
  automount: { file: 'srv-data.automount', beside: { 'srv-data.mount': { prefix: 'mount' } } },
  swap: { file: 'swapfile.swap' },
  target: { file: 'demo.target' },
  slice: { file: 'demo.slice' },
  install: { file: 'demo.service', section: 'Install' },
  'network-online': { file: 'demo.service', section: 'Unit' },
  'start-limit': { file: 'demo.service', section: 'Unit' },
  condition: { file: 'demo.service', section: 'Unit' },
  'on-failure': { file: 'demo.service', section: 'Unit' },
  restart: { file: 'demo.service', section: 'Service' },
  limits: { file: 'demo.service', section: 'Service' },
  sandbox: { file: 'demo.service', section: 'Service' },
  directories: { file: 'demo.service', section: 'Service' },
  environment: { file: 'demo.service', section: 'Service' },
  credential: { file: 'demo.service', section: 'Service' },
  watchdog: { file: 'demo.service', section: 'Service' },
};
