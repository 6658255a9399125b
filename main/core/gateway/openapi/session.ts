import { z } from 'zod';
import {
  ownPasswordSchema,
  secondFactorBeginSchema,
  secondFactorConfirmSchema,
  secondFactorEndSchema,
  signInSchema,
} from '#shared/wire/session.ts';
import { json, refusal } from './words.ts';

export function sessionPaths() {
  const session = {
    type: 'object',
    required: ['ok', 'id', 'name', 'role', 'scope', 'bearer', 'signIn'],
    properties: { bearer: { enum: ['person', 'machine', 'program'] }, signIn: { enum: ['required', 'unset', 'off'] } },
  };
  const ownRefusals = {
    401: { description: 'The password or the code is wrong', ...json(refusal) },
    403: { description: 'Not an administrator, or not over TLS', ...json(refusal) },
    409: { description: 'Not a session, not begun, already on or off', ...json(refusal) },
    429: { description: 'Too many attempts', ...json(refusal) },
  };
  return {
    '/api/session': {
      get: {
        summary: 'Who this token is',
        responses: { 200: { description: 'OK', ...json(session) }, 401: { description: 'Unknown', ...json(refusal) } },
      },
      post: {
        summary: 'Sign in',
        security: [],
        requestBody: { required: true, ...json(z.toJSONSchema(signInSchema, { io: 'input' })) },
        responses: {
          200: {
            description: 'A token, answered once',
            ...json({ type: 'object', required: ['ok', 'token', 'account'] }),
          },
          401: { description: 'Wrong name or wrong password', ...json(refusal) },
          403: { description: 'Locked, a page of somebody else, or not over TLS', ...json(refusal) },
          429: {
            description: 'Too many attempts',
            headers: { 'Retry-After': { schema: { type: 'integer' } } },
            ...json(refusal),
          },
        },
      },
      delete: {
        summary: 'Sign out',
        responses: {
          200: { description: 'The token is no more' },
          409: { description: 'Not a session', ...json(refusal) },
        },
      },
    },
    '/api/session/password': {
      put: {
        summary: 'Give oneself another password; the other sessions of this account end',
        requestBody: { required: true, ...json(z.toJSONSchema(ownPasswordSchema, { io: 'input' })) },
        responses: {
          200: { description: 'Changed' },
          401: { description: 'The present password is wrong', ...json(refusal) },
          409: { description: 'Not a session', ...json(refusal) },
          422: { description: 'Too weak', ...json(refusal) },
          429: { description: 'Too many attempts', ...json(refusal) },
        },
      },
    },
    '/api/session/second-factor': {
      post: {
        summary: 'Begin to set up a second factor of one’s own',
        requestBody: { required: true, ...json(z.toJSONSchema(secondFactorBeginSchema, { io: 'input' })) },
        responses: {
          200: { description: 'For an authenticator', ...json({ type: 'object', required: ['ok', 'secret', 'uri'] }) },
          ...ownRefusals,
        },
      },
      put: {
        summary: 'Turn it on with the first code',
        requestBody: { required: true, ...json(z.toJSONSchema(secondFactorConfirmSchema, { io: 'input' })) },
        responses: {
          200: {
            description: 'Spare codes, answered once',
            ...json({ type: 'object', required: ['ok', 'spareCodes'] }),
          },
          ...ownRefusals,
        },
      },
      delete: {
        summary: 'Turn it off',
        requestBody: { required: true, ...json(z.toJSONSchema(secondFactorEndSchema, { io: 'input' })) },
        responses: { 200: { description: 'Off' }, ...ownRefusals },
      },
    },
    '/api/accounts': {
      get: {
        summary: 'Accounts and where people are signed in',
        description: 'Roles: admin',
        responses: {
          200: { description: 'OK', ...json({ type: 'object', required: ['accounts', 'sessions'] }) },
          403: { description: 'The role may not read this', ...json(refusal) },
        },
      },
    },
  };
}
