import type { Context, Hono } from 'hono'
import type { PracticeEnv } from '../http/practice-env.ts'
import { EntraError } from './entra-error.ts'
import { readForm } from './read-form.ts'
import type { SignInFlow, SignInFlows } from './sign-in-flow.ts'

/** What a person sent with a page's form. */
export type Fields = ReadonlyMap<string, string>

/** Adds the route that a page's form is sent to; the form says which sign-in it belongs to. */
export type AddStep = (
  path: string,
  act: (c: Context<PracticeEnv>, flow: SignInFlow, fields: Fields) => Response | Promise<Response>
) => void

/** Makes the function that adds steps to an application. */
export const stepsOf =
  (app: Hono<PracticeEnv>, flows: SignInFlows): AddStep =>
  (path, act) => {
    app.post(path, async (c) => {
      const fields = await readForm(c)
      const flow = flows.find(fields.get('flow') ?? '')
      if (flow === undefined)
        throw new EntraError(
          9002313,
          {},
          { text: 'This sign-in is not known any more. Go back to the application and start again.' }
        )
      return act(c, flow, fields)
    })
  }
