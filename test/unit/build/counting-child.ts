// Says when it is ready, and half a second after the first Ctrl+C how many there were.
let interrupts = 0
process.on('SIGINT', () => {
  interrupts += 1
  if (interrupts > 1) return
  setTimeout(() => {
    process.stdout.write(`interrupts: ${String(interrupts)}\n`)
    process.exit(0)
  }, 500)
})
// Kept alive until then.
setInterval(() => undefined, 1000)
process.stdout.write('ready\n')
