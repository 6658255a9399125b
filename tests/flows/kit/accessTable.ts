/**
 * Who may do what, written down apart from the code that decides it. What is in no list here is expected to be refused to
 * everybody: a new command or route fails the test until somebody has said who it is for.
 */

/** Names of those who try. `machine`: this machine's own seat where people can sign in; `foreign`: a duty officer of another area. */
export const WHO = [
  ...(['duty', 'leader', 'wall', 'director', 'admin', 'auditor', 'source', 'worker'] as const),
  ...(['machine', 'foreign', 'nobody'] as const),
];
export type Who = (typeof WHO)[number];

const desk = ['duty', 'leader', 'admin'] as const satisfies Who[];
const field = [...desk, 'worker'] as const satisfies Who[];
const heads = ['leader', 'admin'] as const satisfies Who[];
const admin = ['admin'] as const satisfies Who[];

const words = (text: string): string[] => text.trim().split(/\s+/);

export const COMMAND_ACCESS: readonly (readonly [who: readonly Who[], kinds: readonly string[]])[] = [
  [
    desk,
    words(`
      alarm.review
      incident.open incident.acknowledge incident.dispatch incident.markStep incident.note incident.close
      incident.verify incident.classify incident.merge incident.split incident.relate
      incident.transfer incident.acceptTransfer incident.returnTransfer incident.urge incident.check incident.reopen
      incident.claim incident.takeOver incident.keep incident.release
      dispatch.withdraw
      channel.mark videoPreset.save videoPreset.remove videoPatrol.save videoPatrol.remove
      wallPreset.save wallPreset.remove wall.show wall.plan wall.send wall.recall wall.name wall.forget
      device.save device.retire device.import device.startMaintenance device.endMaintenance
      device.shelve device.unshelve
      walkTest.start walkTest.arm walkTest.skip walkTest.finish
      link.save link.stop link.start link.remove
      task.publish task.assign task.cancel route.save route.remove fieldReport.open fieldReport.dismiss
      publicReport.open publicReport.attach publicReport.detach publicReport.setAside publicReport.answer
      person.reveal worker.invite worker.revoke
      shift.note shift.settleNote handOver.open handOver.touch handOver.ask handOver.answer
      handOver.sign handOver.seal handOver.cancel handOver.import
      incident.link message.broadcast call.start
      publicReport.open publicReport.attach publicReport.detach publicReport.setAside publicReport.answer
    `),
  ],
  [
    field,
    words(`
      dispatch.accept dispatch.refuse dispatch.depart dispatch.arrive dispatch.finish incident.feedback incident.answerLink
      task.claim task.accept task.refuse task.start task.checkIn task.item task.finish
      message.send message.mark evidence.add field.report call.join
    `),
  ],
  [['leader', 'director', 'admin'], ['incident.acknowledgeEscalation']],
  [heads, words('channel.giveConsent channel.withdrawConsent channels.import')],
  [desk, words('road.close road.open')],
  [
    ['leader', 'director', 'admin'],
    words('drill.launch drill.pause drill.resume drill.setPace drill.jump drill.inject drill.end'),
  ],
  [['duty', 'leader', 'director', 'admin'], ['drill.suspend']],
  [['duty', 'leader', 'director', 'admin', 'auditor'], words('review.mark review.editMark review.removeMark')],
  [heads, words('incident.evaluate person.hold person.release roster.save group.save group.remove')],
  // About nobody but oneself.
  [[...desk, 'foreign'], words('shift.begin shift.end call.record')],
  [[...field, 'foreign'], words('call.answer call.refuse call.leave')],
  [
    admin,
    words(`
      account.create account.change account.setPassword account.lock account.unlock account.remove account.revokeSessions account.removeSecondFactor
      lan.open lan.close lan.renewCertificate machine.invite machine.rename machine.revoke
    `),
  ],
];

/** Where reading is concerned an area sets no bounds, and a machine nobody has signed in at still shows and hears. */
const readers = [
  'duty',
  'leader',
  'wall',
  'director',
  'admin',
  'auditor',
  'machine',
  'foreign',
] as const satisfies Who[];
const known = [...readers, 'source', 'worker'] as const satisfies Who[];
const everybody = WHO;

export const ROUTE_ACCESS: readonly (readonly [who: readonly Who[], routes: readonly string[]])[] = [
  [
    readers,
    words(`
      /api/incidents /api/incidents/:id /api/incidents/:id/recommendation /api/incidents/:id/coverage
      /api/alarms /api/units /api/devices /api/devices/:id /api/links /api/links/callers /api/links/:id/frames
      /api/coverage /api/search /api/grids/:code /api/tracks /api/tracks/box /api/tracks/at /api/positions
      /api/replay/world /api/replay/events /api/replay/overview /api/replay/alarm-quality /api/replay/positions /api/replay/export
      /api/duty-log /api/shifts /api/shifts/:id/page /api/hand-overs/:id/page /api/hand-overs/:id/file
      /api/machines /api/pulse /api/pack /api/pack/files/* /api/tasks /api/routes /api/evidence/:hash /api/report-points /api/tracks
    `).map((path) => `GET ${path}`),
  ],
  [readers, ['GET /pack/:id/*']],
  [
    readers,
    words(
      '/api/video/channels /api/video/channels/:id/seen /api/video/places /api/video/nearest /api/video/plans /api/video/blind /api/video/sources',
    ).map((path) => `GET ${path}`),
  ],
  // An auditor reads who looked; he does not look. This machine's own seat looks once somebody has signed in at it.
  [
    ['duty', 'leader', 'wall', 'director', 'admin', 'foreign'],
    ['POST /api/video/channels/:id/open', 'POST /api/video/whep/:ticket', 'DELETE /api/video/whep/:ticket'],
  ],
  [[...desk, 'foreign'], ['POST /api/video/channels/:id/snapshots']],
  // Whose area it lies in is asked of the camera.
  [[...desk, 'foreign'], ['POST /api/video/channels/:id/ptz']],
  [[...desk, 'machine', 'foreign'], ['GET /api/video/channels/:id/ptz']],
  [[...desk, 'auditor', 'foreign'], ['POST /api/video/incidents/:id/evidence']],
  [heads, ['POST /api/video/channels/preview']],
  [['leader', 'admin', 'auditor'], words('/api/video/looks /api/video/consents').map((path) => `GET ${path}`)],
  [everybody, ['OPTIONS /api/video/*']],
  // By a ticket, which says who may: nobody in these tests has one.
  [everybody, ['GET /api/video/media/:ticket/*']],
  // Of a call in which he recorded: asked by the core, of the call itself.
  [[...desk, 'foreign'], ['POST /api/calls/:id/recordings']],
  // What each seat had before it is about people at work: nobody who only shows a wall.
  [
    ['duty', 'leader', 'director', 'admin', 'auditor', 'foreign'],
    words('/api/review/subjects /api/review/film /api/review/report').map((path) => `GET ${path}`),
  ],
  [readers, ['GET /api/drill']],
  [['leader', 'director', 'admin'], words('GET POST').map((method) => `${method} /api/drill/scenarios`)],
  [
    ['leader', 'director', 'admin'],
    [
      'POST /api/drill/check',
      'GET /api/drill/score',
      'GET /api/drill/scenarios/:id',
      'DELETE /api/drill/scenarios/:id',
    ],
  ],
  // Changes nothing; the import that follows is a command.
  [[...desk, 'foreign'], words('/api/devices/preview /api/hand-overs/files').map((path) => `POST ${path}`)],
  // Keeps a picture that nothing shows until `evidence.add` says what it is of.
  [[...field, 'foreign'], ['PUT /api/worker/evidence/:hash']],
  // Asks for a one-time code instead of a token, and for TLS before that.
  [everybody, ['POST /api/machines/join', 'POST /api/worker/join']],
  // The roads under a phone's route: nothing that stands in the scene is secret from whoever may come in at all.
  [known, ['GET /api/worker/map']],
  // A page that knows nothing until somebody joins with a code, and the certificate it is served with.
  [everybody, words('/worker /worker/* /worker/station.json /worker/certificate.crt').map((path) => `GET ${path}`)],
  [['leader', 'admin', 'auditor'], ['GET /api/journal']],
  [admin, ['GET /api/accounts']],
  [['source', 'admin'], ['POST /api/alarms']],
  // Who it is decides about each command by itself (COMMAND_ACCESS).
  [known, ['POST /api/commands', 'GET /api/session', 'DELETE /api/session']],
  // Of whoever has one; a machine has none.
  [
    known.filter((who) => who !== 'machine'),
    ['PUT /api/session/password', ...words('POST PUT DELETE').map((method) => `${method} /api/session/second-factor`)],
  ],
  [everybody, words('/healthz /metrics /api/openapi.json /ingest/osmand').map((path) => `GET ${path}`)],
  [everybody, ['POST /api/session', 'POST /ingest/osmand', 'POST /ingest/owntracks']],
  // A signature instead of a token, and a page for everybody; both shut where station.json does not open them.
  [everybody, words('/ingest/wechat /report /report/ /report/:receipt').map((path) => `GET ${path}`)],
  [everybody, ['POST /ingest/wechat', 'POST /report/']],
  // What a browser asks before it asks: says nothing.
  [
    everybody,
    words(`
      /api/calls/:id/recordings /api/drill /api/drill/check /api/drill/score /api/drill/scenarios /api/drill/scenarios/:id
      /api/incidents/:id /api/session /api/session/password /api/session/second-factor /api/accounts /api/devices/preview /api/replay/* /api/review/subjects /api/review/film /api/review/report /api/evidence/:hash /api/report-points /api/tracks
      /api/duty-log /api/shifts /api/shifts/:id/page /api/hand-overs/:id/page /api/hand-overs/:id/file /api/hand-overs/files
    `).map((path) => `OPTIONS ${path}`),
  ],
];
