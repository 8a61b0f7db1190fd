/** The units of systemd.special(7): what they stand for, and which of them fit where. */
import { SPECIAL_UNITS, type SpecialUnit, type UnitType } from '../../catalog/lookup.ts';
import type { Context, Suggestion } from '../value-type.ts';
import { typeOfName } from './unit-name.ts';

/** One sentence each. */
const MEANINGS: Readonly<Record<string, string>> = {
  '-.mount': 'The root file system.',
  '-.slice': 'The root of the tree of slices: everything runs below it.',
  'app.slice': 'Where the user manager puts applications.',
  'background.slice': 'Where a desktop puts work that may wait, such as indexing.',
  'basic.target':
    'Reached when mounts, sockets, timers and paths are set up: ordinary services are ordered after it by themselves.',
  'bluetooth.target': 'Started as soon as a Bluetooth controller is plugged in.',
  'boot-complete.target': 'Reached when the boot counts as good: checks of health come before it.',
  'cryptsetup.target': 'All encrypted volumes of /etc/crypttab are open.',
  'ctrl-alt-del.target': 'Started when Ctrl+Alt+Del is pressed on the console; by default it means reboot.',
  'dbus.service': 'The message bus; ordering after dbus.socket is enough for those who only call it.',
  'dbus.socket': 'The socket of the message bus.',
  'default.target':
    'What is started at boot (or, for a user, at login): a link to multi-user.target, graphical.target or another one.',
  'display-manager.service': 'The graphical login: a second name of gdm, sddm, lightdm and the like.',
  'emergency.target': 'A shell on the console and nothing else, when nearly all is broken.',
  'exit.target': 'Stops the manager itself: for user managers and containers.',
  'final.target': 'The last step of a shutdown, when services are stopped and file systems are still there.',
  'getty.target': 'The text logins on consoles and serial lines.',
  'graphical-session-pre.target': 'What has to be ready before a graphical session starts is ordered before it.',
  'graphical-session.target':
    'Active while a graphical session of the user runs: services of a desktop are part of it.',
  'graphical.target': 'The full system with a graphical login; it includes multi-user.target.',
  'halt.target': 'Stops the system and leaves the power on.',
  'hibernate.target': 'Writes the memory to disk and turns the power off.',
  'init.scope': 'Where the manager itself runs.',
  'initrd.target': 'The boot goal inside the initrd.',
  'local-fs-pre.target': 'What has to run before local file systems are mounted is ordered before it.',
  'local-fs.target': 'All local file systems of /etc/fstab are mounted; ordinary services come after it by themselves.',
  'machine.slice': 'Where virtual machines and containers run.',
  'machines.target': 'Starts the containers and virtual machines that are enabled.',
  'multi-user.target': 'The full system without a graphical login: where most services belong (`WantedBy=`).',
  'network-online.target':
    'Reached when the network is up, with an address. It delays the boot, and takes both `Wants=` and `After=`.',
  'network-pre.target': 'Before any network is configured: where firewalls are ordered before it.',
  'network.target':
    'The network software is started, which says nothing about addresses. Mostly good for stopping: those after it stop while there is still a network.',
  'nss-lookup.target': 'Host names can be looked up.',
  'nss-user-lookup.target': 'Users and groups can be looked up, those of the network included.',
  'paths.target': 'Starts all path units that are enabled at boot.',
  'poweroff.target': 'Stops the system and turns the power off.',
  'printer.target': 'Started as soon as a printer is plugged in.',
  'reboot.target': 'Stops the system and starts it again.',
  'remote-fs-pre.target': 'What has to run before file systems of the network are mounted is ordered before it.',
  'remote-fs.target': 'All file systems of the network in /etc/fstab are mounted.',
  'rescue.target': 'A minimal system with a root shell: local file systems, hardly any services.',
  'rpcbind.target': 'The RPC port mapper is there.',
  'session.slice': 'Where the desktop itself runs: the compositor and what belongs to it.',
  'shutdown.target':
    'Conflicts with all units that have to stop for a shutdown: ordinary services get that by themselves.',
  'sleep.target': 'Pulled in by all kinds of suspend and hibernation.',
  'slices.target': 'Starts all slices that are enabled at boot.',
  'smartcard.target': 'Started as soon as a smart card reader is plugged in.',
  'sockets.target': 'Starts all sockets that are enabled at boot: where socket units belong (`WantedBy=`).',
  'soft-reboot.target': 'Stops all of user space and starts it again, with the kernel left running.',
  'sound.target': 'Started as soon as a sound card is plugged in.',
  'suspend.target': 'Suspends the system to memory.',
  'swap.target': 'All swap devices and files are in use.',
  'sysinit.target':
    'Early set-up: mounts, swap, device nodes, random seed. Ordinary services come after it by themselves.',
  'syslog.socket': 'Where the journal passes messages on to a syslog daemon.',
  'system-update.target': 'The boot goal while updates are installed offline.',
  'system.slice': 'Where all services of the system run unless `Slice=` says otherwise.',
  'time-set.target': 'The clock has been set from something, perhaps not exactly.',
  'time-sync.target': 'The clock agrees with an outside source: for those to whom the exact time matters.',
  'timers.target': 'Starts all timers that are enabled at boot: where timer units belong (`WantedBy=`).',
  'umount.target': 'Unmounts all file systems during shutdown.',
  'usb-gadget.target': 'Started as soon as a USB device controller is there.',
  'user.slice': 'Where the sessions of all users run.',
  'veritysetup.target': 'All volumes of /etc/veritytab are set up.',
};

/** What a unit of systemd.special(7) stands for, in a sentence; undefined for other units. */
export function meaningOf(name: string): string | undefined {
  return MEANINGS[name];
}

/** For what a name is wanted. */
export type Use = 'order' | 'need' | 'install' | 'conflict' | 'handler' | 'slice' | 'socket' | 'service';

/** The most wanted ones come first. */
const FIRST: Readonly<Record<Use, readonly string[]>> = {
  order: ['network-online.target', 'network.target', 'local-fs.target', 'remote-fs.target', 'time-sync.target'],
  need: ['network-online.target', 'dbus.socket', 'local-fs.target', 'remote-fs.target'],
  install: [
    'multi-user.target',
    'default.target',
    'graphical.target',
    'graphical-session.target',
    'timers.target',
    'sockets.target',
    'paths.target',
    'network-online.target',
  ],
  conflict: ['shutdown.target', 'sleep.target', 'rescue.target', 'emergency.target'],
  handler: ['reboot.target', 'poweroff.target', 'emergency.target', 'rescue.target'],
  slice: ['system.slice', 'user.slice', 'machine.slice', 'app.slice', 'background.slice', 'session.slice', '-.slice'],
  socket: ['dbus.socket', 'syslog.socket'],
  service: ['dbus.service', 'display-manager.service'],
};

/** Where units of a type are installed: before all others. */
const INSTALL_BY_TYPE: Partial<Record<UnitType, readonly string[]>> = {
  timer: ['timers.target'],
  socket: ['sockets.target'],
  path: ['paths.target'],
  mount: ['local-fs.target', 'remote-fs.target'],
  automount: ['local-fs.target', 'remote-fs.target'],
  swap: ['swap.target'],
  slice: ['slices.target'],
};

/** What is looked for by type; targets where nothing is said. */
const TYPE_OF_USE: Partial<Record<Use, UnitType>> = { slice: 'slice', socket: 'socket', service: 'service' };

/** The special units of the scope that fit, the most wanted ones first. */
export function specialUnitsFor(
  use: Use,
  context: Context,
): Pick<Suggestion, 'label' | 'detail' | 'documentation' | 'tooNew'>[] {
  const wanted = TYPE_OF_USE[use];
  const first = [...(use === 'install' ? (INSTALL_BY_TYPE[context.type ?? 'service'] ?? []) : []), ...FIRST[use]];
  const rank = ({ name, passive }: SpecialUnit): number => {
    const at = first.indexOf(name);
    if (at >= 0) return at;
    // Who needs a passive unit orders itself after it and leaves the rest to its provider.
    if (passive && use === 'need') return 300;
    return typeOfName(name) === 'target' ? 100 : 200;
  };
  const fits = (unit: SpecialUnit): boolean =>
    unit[context.scope] && (wanted === undefined || typeOfName(unit.name) === wanted) && !unit.name.includes('@');
  return SPECIAL_UNITS.all
    .filter(fits)
    .map((unit) => ({ unit, rank: rank(unit) }))
    .sort((a, b) => a.rank - b.rank || (a.unit.name < b.unit.name ? -1 : 1))
    .map(({ unit: { name, since, passive } }) => ({
      label: name,
      ...(passive ? { detail: 'passive: order only' } : {}),
      ...(MEANINGS[name] === undefined ? {} : { documentation: MEANINGS[name] }),
      ...(since !== undefined && since > context.version ? { tooNew: true } : {}),
    }));
}
