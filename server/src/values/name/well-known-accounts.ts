/** Users and groups that many machines have. */

export type AccountKind = 'user' | 'group';

interface Account {
  readonly label: string;
  readonly documentation: string;
}

const USERS: readonly Account[] = [
  { label: 'root', documentation: 'The superuser. What a service of the system manager runs as without `User=`.' },
  { label: 'www-data', documentation: 'Web servers and their applications, on Debian and its kin.' },
  { label: 'nginx', documentation: 'The nginx web server, on Fedora and its kin.' },
  { label: 'apache', documentation: 'The Apache web server, on Fedora and its kin.' },
  { label: 'http', documentation: 'Web servers, on Arch Linux.' },
  { label: 'postgres', documentation: 'The PostgreSQL database.' },
  { label: 'mysql', documentation: 'The MySQL or MariaDB database.' },
  { label: 'redis', documentation: 'The Redis database.' },
  { label: 'git', documentation: 'Servers of Git repositories.' },
  { label: 'mail', documentation: 'Owns mailboxes.' },
  { label: 'backup', documentation: 'For jobs that make backups, on Debian and its kin.' },
  { label: 'messagebus', documentation: 'The message bus, on Debian and its kin.' },
  { label: 'dbus', documentation: 'The message bus, on Fedora, Arch Linux and their kin.' },
  { label: 'systemd-network', documentation: 'systemd-networkd.' },
  { label: 'systemd-resolve', documentation: 'systemd-resolved.' },
  { label: 'systemd-timesync', documentation: 'systemd-timesyncd.' },
  { label: 'systemd-journal-remote', documentation: 'Receives journals of other machines.' },
  { label: 'systemd-journal-upload', documentation: 'Sends the journal to another machine.' },
  { label: 'daemon', documentation: 'Old and unspecific: a user of its own is better for each service.' },
];

const NOBODY: Account = {
  label: 'nobody',
  documentation: 'Owns what belongs to nobody else; systemd warns of services that run as this user.',
};

const GROUPS: readonly Account[] = [
  { label: 'root', documentation: 'The group of the superuser.' },
  { label: 'www-data', documentation: 'Web servers and their applications, on Debian and its kin.' },
  { label: 'systemd-journal', documentation: 'May read the whole journal.' },
  { label: 'adm', documentation: 'May read log files and the journal.' },
  { label: 'dialout', documentation: 'May use serial lines and modems.' },
  { label: 'tty', documentation: 'Terminals belong to it.' },
  { label: 'video', documentation: 'May use graphics cards and cameras.' },
  { label: 'render', documentation: 'May use the rendering nodes of graphics cards.' },
  { label: 'audio', documentation: 'May use sound devices.' },
  { label: 'input', documentation: 'May read keyboards, mice and the like.' },
  { label: 'disk', documentation: 'May read and write disks as a whole: as good as root.' },
  { label: 'kvm', documentation: 'May run virtual machines with hardware support.' },
  { label: 'plugdev', documentation: 'May use removable devices, on Debian and its kin.' },
  { label: 'docker', documentation: 'May talk to the Docker daemon: as good as root.' },
  { label: 'wheel', documentation: 'May become root, on Fedora, Arch Linux and their kin.' },
  { label: 'sudo', documentation: 'May become root, on Debian and its kin.' },
  { label: 'ssl-cert', documentation: 'May read private keys of certificates, on Debian and its kin.' },
  { label: 'utmp', documentation: 'May write the records of who is logged in.' },
  { label: 'users', documentation: 'All regular users.' },
  { label: 'nogroup', documentation: 'The group of nobody, on Debian and its kin.' },
];

/** Users or groups to offer, the most wanted first. */
export function accountsFor(kind: AccountKind): readonly Account[] {
  return kind === 'user' ? USERS : GROUPS;
}

export function accountOf(name: string, kind: AccountKind): Account | undefined {
  if (name === 'nobody') return NOBODY;
  return accountsFor(kind).find(({ label }) => label === name);
}
