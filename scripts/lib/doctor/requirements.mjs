// What a desktop needs from a Linux machine, as data. Package names are Debian's and Ubuntu's; where a release renamed one
// (the 64-bit time_t change: Debian 13, Ubuntu 24.04) the newer name follows and apt's own list decides.

/** soname → packages that bring it, oldest name first */
export const packagesBySoname = {
  'libasound.so.2': ['libasound2', 'libasound2t64'],
  'libatk-1.0.so.0': ['libatk1.0-0', 'libatk1.0-0t64'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0', 'libatk-bridge2.0-0t64'],
  'libatspi.so.0': ['libatspi2.0-0', 'libatspi2.0-0t64'],
  'libcairo.so.2': ['libcairo2'],
  'libcups.so.2': ['libcups2', 'libcups2t64'],
  'libdbus-1.so.3': ['libdbus-1-3'],
  'libdrm.so.2': ['libdrm2'],
  'libexpat.so.1': ['libexpat1'],
  'libgbm.so.1': ['libgbm1'],
  'libgcc_s.so.1': ['libgcc-s1'],
  'libgio-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libglib-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libgobject-2.0.so.0': ['libglib2.0-0', 'libglib2.0-0t64'],
  'libgtk-3.so.0': ['libgtk-3-0', 'libgtk-3-0t64'],
  'libnspr4.so': ['libnspr4'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libpango-1.0.so.0': ['libpango-1.0-0'],
  'libsmime3.so': ['libnss3'],
  'libudev.so.1': ['libudev1'],
  'libX11.so.6': ['libx11-6'],
  'libxcb.so.1': ['libxcb1'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXext.so.6': ['libxext6'],
  'libXfixes.so.3': ['libxfixes3'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libXrandr.so.2': ['libxrandr2'],
};

/** Opened by name at run time, so `ldd` never shows them: OpenGL through Mesa, for the scene. */
export const openedAtRunTime = {
  'libGL.so.1': ['libgl1'],
  'libGLX_mesa.so.0': ['libglx-mesa0'],
  'libEGL.so.1': ['libegl1'],
  'libEGL_mesa.so.0': ['libegl-mesa0'],
  'libGLESv2.so.2': ['libgles2'],
};

export const softwareRenderer = { what: "Mesa's software renderer", packages: ['libgl1-mesa-dri'] };
export const virtualDisplay = { what: 'Xvfb, a display for a machine without a screen', packages: ['xvfb'] };
/** Only tests want them: a display server with outputs that can be pulled out, what pulls them, and what tells where windows are. */
export const severalDisplays = [
  { what: 'Xorg, a display server for tests of the wall', program: 'Xorg', packages: ['xserver-xorg-core'] },
  { what: 'xrandr, which pulls displays out', program: 'xrandr', packages: ['x11-xserver-utils'] },
  { what: 'xwininfo, which tells where windows are', program: 'xwininfo', packages: ['x11-utils'] },
];
export const dummyDisplay = {
  what: 'the dummy driver of Xorg',
  file: '/usr/lib/xorg/modules/drivers/dummy_drv.so',
  packages: ['xserver-xorg-video-dummy'],
};
export const chineseFont = { what: 'a font with Chinese characters', packages: ['fonts-noto-cjk'] };
export const fontTools = { what: 'fontconfig, which finds fonts', packages: ['fontconfig'] };
