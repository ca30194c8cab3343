import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron'
import { channels, eventNames, type Api, type CallName, type EventName, type Events, type Wire } from '#contract/api'

const wire: Wire = {
  call: <Name extends CallName>(name: Name, request: Parameters<Api[Name]>[0]) => {
    if (!Object.hasOwn(channels, name)) throw new TypeError('There is no such call')
    return ipcRenderer.invoke(channels[name], request) as ReturnType<Api[Name]>
  },
  on: <Name extends EventName>(name: Name, listener: (payload: Events[Name]) => void) => {
    if (!eventNames.includes(name)) throw new TypeError('There is no such event')
    const receive = (_event: IpcRendererEvent, payload: Events[Name]): void => {
      listener(payload)
    }
    ipcRenderer.on(name, receive)
    return () => {
      ipcRenderer.off(name, receive)
    }
  }
}

contextBridge.exposeInMainWorld('graticule', wire)
