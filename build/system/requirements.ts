/** Something of the system that a task needs, and the packages that bring it. */
export interface Requirement {
  /** A shared library by soname, a command on PATH, or a font family. */
  kind: 'library' | 'command' | 'font'
  name: string
  /** Debian's and Ubuntu's package. */
  apt: string
  /** Fedora's package. */
  dnf: string
}

/** What Electron and the keychain binding load. */
export const runtimeRequirements: readonly Requirement[] = [
  { kind: 'library', name: 'libgtk-3.so.0', apt: 'libgtk-3-0', dnf: 'gtk3' },
  { kind: 'library', name: 'libnss3.so', apt: 'libnss3', dnf: 'nss' },
  { kind: 'library', name: 'libasound.so.2', apt: 'libasound2', dnf: 'alsa-lib' },
  { kind: 'library', name: 'libgbm.so.1', apt: 'libgbm1', dnf: 'mesa-libgbm' },
  { kind: 'library', name: 'libXss.so.1', apt: 'libxss1', dnf: 'libXScrnSaver' },
  { kind: 'library', name: 'libXtst.so.6', apt: 'libxtst6', dnf: 'libXtst' },
  { kind: 'library', name: 'libnotify.so.4', apt: 'libnotify4', dnf: 'libnotify' },
  { kind: 'library', name: 'libsecret-1.so.0', apt: 'libsecret-1-0', dnf: 'libsecret' },
  { kind: 'command', name: 'xdg-open', apt: 'xdg-utils', dnf: 'xdg-utils' }
]

/** What the sealed room needs besides: the clients that come from the distribution, and what furnishes the room. */
export const sealedRoomRequirements: readonly Requirement[] = [
  { kind: 'command', name: 'az', apt: 'azure-cli', dnf: 'azure-cli' },
  { kind: 'command', name: 'certutil', apt: 'libnss3-tools', dnf: 'nss-tools' },
  { kind: 'command', name: 'ip', apt: 'iproute2', dnf: 'iproute' },
  { kind: 'command', name: 'mount', apt: 'mount', dnf: 'util-linux-core' },
  { kind: 'command', name: 'unshare', apt: 'util-linux', dnf: 'util-linux-core' }
]

/** What a run without a person needs besides: a display, a keychain, a way to look at windows, the fonts of the design. */
export const unattendedRequirements: readonly Requirement[] = [
  { kind: 'command', name: 'Xvfb', apt: 'xvfb', dnf: 'xorg-x11-server-Xvfb' },
  { kind: 'command', name: 'xvfb-run', apt: 'xvfb', dnf: 'xorg-x11-server-Xvfb' },
  { kind: 'command', name: 'xauth', apt: 'xauth', dnf: 'xorg-x11-xauth' },
  { kind: 'command', name: 'xwininfo', apt: 'x11-utils', dnf: 'xwininfo' },
  { kind: 'command', name: 'xprop', apt: 'x11-utils', dnf: 'xprop' },
  { kind: 'command', name: 'dbus-run-session', apt: 'dbus', dnf: 'dbus-daemon' },
  { kind: 'command', name: 'dbus-launch', apt: 'dbus-x11', dnf: 'dbus-x11' },
  { kind: 'command', name: 'dbus-monitor', apt: 'dbus', dnf: 'dbus-tools' },
  { kind: 'command', name: 'gnome-keyring-daemon', apt: 'gnome-keyring', dnf: 'gnome-keyring' },
  { kind: 'command', name: 'setpriv', apt: 'util-linux', dnf: 'util-linux' },
  { kind: 'command', name: 'fc-list', apt: 'fontconfig', dnf: 'fontconfig' },
  { kind: 'command', name: 'strace', apt: 'strace', dnf: 'strace' },
  { kind: 'font', name: 'Cantarell', apt: 'fonts-cantarell', dnf: 'abattis-cantarell-fonts' },
  { kind: 'font', name: 'DejaVu Sans', apt: 'fonts-dejavu-core', dnf: 'dejavu-sans-fonts' }
]
