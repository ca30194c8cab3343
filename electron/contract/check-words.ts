/** What a check of the vault says where every entry opened, such as `3 entries opened, all of them sound.` */
export function soundWords(checked: number): string {
  if (checked === 0) return 'There was no entry to open.'
  return checked === 1 ? '1 entry opened, and it is sound.' : `${String(checked)} entries opened, all of them sound.`
}
