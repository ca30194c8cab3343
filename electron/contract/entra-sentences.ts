import { entraEvidence, type Sentences } from './failure-sentence.ts'

const cloudNames = {
  public: 'Azure',
  usgov: 'Azure US Government',
  china: 'Azure in China',
  practice: 'the practice cloud'
}

/** Sentences about what Entra ID refused because of a directory, an application or a scope. */
export const entraSentences: Sentences<
  | 'tenant-not-found'
  | 'application-not-found'
  | 'client-secret-wrong'
  | 'client-secret-expired'
  | 'public-client-not-allowed'
  | 'redirect-not-registered'
  | 'resource-not-in-tenant'
  | 'scope-refused'
  | 'entra-refused'
> = {
  'tenant-not-found': ({ tenant, cloud, evidence }) => ({
    title: `There is no directory “${tenant}” in ${cloudNames[cloud]}.`,
    whatToDo: 'Check the Directory (tenant) ID or domain for a typing error, and check that the right cloud is chosen.',
    whoActs: 'You',
    evidence: entraEvidence(evidence)
  }),
  'application-not-found': ({ clientId, tenant, evidence }) => ({
    title: `The directory ${tenant} does not know the application ${clientId}.`,
    whatToDo:
      'Check the Application (client) ID and the directory. If both are right, the application has to be added to that directory first.',
    whoActs: `You, or an administrator of the directory ${tenant}`,
    evidence: entraEvidence(evidence)
  }),
  'client-secret-wrong': ({ clientId, evidence }) => ({
    title: `The client secret of the application ${clientId} is wrong.`,
    whatToDo:
      'Paste the Value of the client secret, not its Secret ID. If the value is gone, create a new client secret.',
    whoActs: 'You, or the owner of the app registration',
    evidence: entraEvidence(evidence)
  }),
  'client-secret-expired': ({ clientId, evidence }) => ({
    title: `The client secret of the application ${clientId} has expired.`,
    whatToDo: 'Create a new client secret in the portal under Certificates & secrets, then sign in with it.',
    whoActs: 'The owner of the app registration',
    evidence: entraEvidence(evidence)
  }),
  'public-client-not-allowed': ({ clientId, evidence }) => ({
    title: `The application ${clientId} does not allow public client flows.`,
    whatToDo:
      'In the app registration, under Authentication, set “Allow public client flows” to Yes, or sign in with a client secret.',
    whoActs: 'The owner of the app registration',
    evidence: entraEvidence(evidence)
  }),
  'redirect-not-registered': ({ clientId, evidence }) => ({
    title: `The application ${clientId} has no redirect address for desktop apps.`,
    whatToDo:
      'In the app registration, add the platform “Mobile and desktop applications” with http://localhost, or sign in with a device code.',
    whoActs: 'The owner of the app registration',
    evidence: evidence === null ? null : entraEvidence(evidence)
  }),
  'resource-not-in-tenant': ({ scope, tenant, evidence }) => ({
    title: `The directory ${tenant} does not have the service behind ${scope}.`,
    whatToDo:
      'Check that this is the directory in which the service is used. The service appears there once somebody creates its first resource or consents to it.',
    whoActs: `You, or an administrator of the directory ${tenant}`,
    evidence: entraEvidence(evidence)
  }),
  'scope-refused': ({ scope, evidence }) => ({
    title: `Entra ID does not accept the scope ${scope}.`,
    whatToDo: 'Check the scope for a typing error. The scope that ends in /.default always fits.',
    whoActs: 'You',
    evidence: entraEvidence(evidence)
  }),
  'entra-refused': ({ summary, evidence }) => ({
    title: `Entra ID refused: ${summary}`,
    whatToDo: 'Send the codes below to an administrator of the directory, who finds the event in the sign-in logs.',
    whoActs: 'An administrator of the directory',
    evidence: entraEvidence(evidence)
  })
}
