// The practice user's own browser: a window with Chromium's defaults and nothing of the app in it.
import { app, BrowserWindow } from 'electron'

void app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 900, height: 760, title: 'Browser' })
  void window.loadURL('about:blank')
})
app.on('window-all-closed', () => app.quit())
