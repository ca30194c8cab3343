/** Who made the world's resources, and when; resource providers tell it of most of them. */
export const CREATED = {
  createdBy: 'ann@contoso.com',
  createdByType: 'User',
  createdAt: '2025-09-30T08:00:00.0000000Z',
  lastModifiedBy: 'ann@contoso.com',
  lastModifiedByType: 'User',
  lastModifiedAt: '2025-09-30T08:00:00.0000000Z'
}
