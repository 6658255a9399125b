/** The hidden sound page: plays the plan it is given until it is given another, and measures whether it really sounds. */
import type { SoundBridge, SoundChime, SoundPlan, SoundReport, SoundTest } from '#shared/wire/sound.ts';
import { cycleOf, renderChime, renderCycle, TEST_CYCLE } from './cycle.ts';

const bridge = (window as unknown as { readonly pinganSound: SoundBridge }).pinganSound;

const LISTEN_MS = 400;
const LOOK_EVERY_MS = 20;
/** −66 dB of the test tone: the output is really driven, nobody hears it. */
const INAUDIBLE = 0.0005;

const context = new AudioContext({ latencyHint: 'interactive' });
const analyser = new AnalyserNode(context, { fftSize: 2_048 });
const loudness = new GainNode(context, { gain: 1 });
analyser.connect(loudness).connect(context.destination);

let playing: AudioBufferSourceNode | null = null;

function play(samples: Float32Array<ArrayBuffer>, loop: boolean): AudioBufferSourceNode {
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: context.sampleRate, numberOfChannels: 1 });
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer, loop });
  source.connect(analyser);
  source.start();
  return source;
}

function follow(plan: SoundPlan): void {
  playing?.stop();
  playing?.disconnect();
  const cycle = cycleOf(plan);
  loudness.gain.value = 1;
  playing = cycle === null ? null : play(renderCycle(cycle, plan.isDrill, context.sampleRate), true);
  void context.resume();
}

/** Past the analyser and its volume: a test that runs below hearing neither hears it nor turns it down. */
function chime(wanted: SoundChime): void {
  const samples = renderChime(wanted, context.sampleRate);
  const buffer = new AudioBuffer({ length: samples.length, sampleRate: context.sampleRate, numberOfChannels: 1 });
  buffer.copyToChannel(samples, 0);
  const source = new AudioBufferSourceNode(context, { buffer });
  source.connect(context.destination);
  source.start();
  void context.resume();
}

async function measure(test: SoundTest): Promise<void> {
  await Promise.race([context.resume(), pause(LISTEN_MS)]);
  // While an alarm sounds, the alarm itself is the test signal and is never turned down.
  const tone = playing === null ? play(renderCycle(TEST_CYCLE, false, context.sampleRate), false) : null;
  if (tone !== null) loudness.gain.value = test.isAudible ? 1 : INAUDIBLE;
  const peak = await listenForPeak();
  tone?.addEventListener('ended', () => {
    if (playing === null) loudness.gain.value = 1;
  });
  bridge.report({ requestId: test.requestId, context: stateOf(context), peak, outputs: await countOutputs() });
}

/** Long enough to meet a note of every pattern would be seconds; it ends as soon as something is heard. */
async function listenForPeak(): Promise<number> {
  const samples = new Float32Array(analyser.fftSize);
  const limitMs = playing === null ? LISTEN_MS : 8_000;
  let peak = 0;
  for (let waited = 0; waited < limitMs && peak < 0.1; waited += LOOK_EVERY_MS) {
    await pause(LOOK_EVERY_MS);
    analyser.getFloatTimeDomainData(samples);
    for (const sample of samples) peak = Math.max(peak, Math.abs(sample));
  }
  return peak;
}

async function countOutputs(): Promise<number> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter((device) => device.kind === 'audiooutput').length;
}

function stateOf(audio: AudioContext): SoundReport['context'] {
  return audio.state as SoundReport['context'];
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((done) => setTimeout(done, milliseconds));
}

bridge.onPlan(follow);
bridge.onChime(chime);
bridge.onTest((test) => void measure(test));
navigator.mediaDevices.addEventListener('devicechange', () => bridge.outputsChanged());
bridge.listening();
