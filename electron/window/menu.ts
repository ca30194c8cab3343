import type { MenuItemConstructorOptions } from 'electron'

/**
 * The application menu. Screens and actions of the page have their own shortcuts and stand in its command palette;
 * the menu holds what the system expects, so that editing keys work on macOS too.
 */
export function menuTemplate(platform: string, isPackaged: boolean): MenuItemConstructorOptions[] {
  const appMenu: MenuItemConstructorOptions[] = platform === 'darwin' ? [{ role: 'appMenu' }] : []
  const developer: MenuItemConstructorOptions[] = isPackaged ? [] : [{ type: 'separator' }, { role: 'toggleDevTools' }]
  return [
    ...appMenu,
    { label: '&File', submenu: [platform === 'darwin' ? { role: 'close' } : { role: 'quit' }] },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { type: 'separator' },
        { role: 'togglefullscreen' },
        ...developer
      ]
    },
    { role: 'windowMenu' }
  ]
}
